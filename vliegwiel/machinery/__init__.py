"""What runs below the program: the embedded PostgreSQL, the processes, backups and the environment. No Django here."""
