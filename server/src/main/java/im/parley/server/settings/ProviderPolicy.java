package im.parley.server.settings;

/// Whether users may use what a provider outside of the server does.
public enum ProviderPolicy {
    /// Nobody may.
    OFF,

    /// Everybody may, by the provider that the server was started with.
    PROVIDER
}
