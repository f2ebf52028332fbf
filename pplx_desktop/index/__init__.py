"""What is stored: schema, migrations, text, full text and vectors. The only SQL."""
