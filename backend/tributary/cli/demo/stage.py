"""Where the demo runs."""


def play(*, serve: bool) -> None:
    """Tell the story."""
    del serve
