"""The seven printed cases as data, opened as patients."""
