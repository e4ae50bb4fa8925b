"""What a shell prompt asks: `due`, `next` and completion, answered in milliseconds."""
