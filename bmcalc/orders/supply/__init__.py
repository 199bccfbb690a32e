"""What is taken from the shelf for a dose: vials, volume, bag."""
