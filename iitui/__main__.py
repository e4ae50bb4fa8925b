"""The one place that wires: arguments, journal, and then a command or the app."""


def main() -> int:
    """Run iitui and return its exit status."""
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
