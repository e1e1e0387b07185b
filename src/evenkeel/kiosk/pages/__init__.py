"""The kiosk's pages: each receives the data it shows and emits the visitor's requests."""
