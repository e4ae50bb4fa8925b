"""The whole journal as records without numbers: out to a file, and back into this or another journal."""
