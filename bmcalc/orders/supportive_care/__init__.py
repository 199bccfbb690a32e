"""What a source suggests beside the doses of a day: shown, and no part of a verdict."""
