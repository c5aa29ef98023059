package im.parley.protocol.settings;

import im.parley.protocol.Push;

/// An operator changed a setting that clients know of.
@Push("settings.updated")
public record ConfigUpdated(ClientConfig config) {}
