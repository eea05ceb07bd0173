"""The view that answers read: a store or a networkx graph, its filters, and finding an actor by name."""
