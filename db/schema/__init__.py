"""Tables, views, migrations, opening."""
