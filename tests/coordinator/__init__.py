"""What the coordinator and safeguarding do through the pages, below the pages: rights, access, targets, health."""
