"""Response to treatment: lesions and markers."""
