"""The window around the pages: menus, navigation, patient, settings, dialogs."""
