"""What holds the kiosk together: it starts, connects the rooms, keeps visitors in and staff out."""
