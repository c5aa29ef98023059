package im.parley.server.push;

import im.parley.protocol.push.PushVendor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Those who bring notifications to phones, as the configuration names them. Making them asks nobody.
public final class PushProviders implements AutoCloseable {
    private final List<PushProvider> providers;

    PushProviders(List<PushProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /// @throws IllegalArgumentException saying which value cannot be used, and why
    public static PushProviders of(PushConfig config, Clock clock) {
        var providers = new ArrayList<PushProvider>();
        if (config.hookSecret() != null && config.hook() == null) {
            throw new IllegalArgumentException("push-hook-secret is set, but push-hook is not");
        }
        if (config.fcm() != null) {
            providers.add(new Fcm(Path.of(config.fcm()), clock));
        }
        if (config.apns() != null) {
            providers.add(new Apns(Apns.Config.parse(config.apns()), clock));
        }
        if (config.hook() != null) {
            providers.add(new Hook(address(config.hook()), config.hookSecret(), clock));
        }
        return new PushProviders(providers);
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new IllegalArgumentException(
                    "push-hook is \"" + text + "\", expected an address such as https://push.example.com/parley");
        }
        return URI.create(text);
    }

    /// Whether there is any.
    boolean any() {
        return !providers.isEmpty();
    }

    /// Who reaches that vendor's phones: a provider of the vendor's own before the hook.
    private Optional<PushProvider> of(PushVendor vendor) {
        return providers.stream().filter(provider -> provider.reaches(vendor)).findFirst();
    }

    /// A way that notifications go.
    ///
    /// @param provider null: nobody reaches these vendors' phones
    record Way(@Nullable PushProvider provider, Set<PushVendor> vendors) {}

    /// For each vendor one way, for each provider too.
    List<Way> ways() {
        var vendors = new LinkedHashMap<Optional<PushProvider>, Set<PushVendor>>();
        for (var vendor : PushVendor.values()) {
            vendors.computeIfAbsent(of(vendor), provider -> EnumSet.noneOf(PushVendor.class))
                    .add(vendor);
        }
        return vendors.entrySet().stream()
                .map(way -> new Way(way.getKey().orElse(null), way.getValue()))
                .toList();
    }

    @Override
    public void close() {
        providers.forEach(PushProvider::close);
    }
}
