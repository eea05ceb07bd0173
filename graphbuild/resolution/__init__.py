"""Entity resolution: observed actors of many documents become actors, with reasons and the corrections of people."""
