"""Files that hold many articles: exports of news databases and chats."""
