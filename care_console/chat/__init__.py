"""Providers of live-chat conversations: an archive of files, and a service over HTTP."""
