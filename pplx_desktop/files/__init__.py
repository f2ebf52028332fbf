"""What is on disk: roots, ignore rules, identity, scan and watch."""
