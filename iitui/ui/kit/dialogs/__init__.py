"""Dialogs ask and answer; they never act."""
