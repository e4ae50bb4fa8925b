"""What Today shows besides what is owed."""
