package im.parley.server.moderation;

import java.net.URI;
import java.util.Optional;

/// Makes the provider that the configuration names. Making it asks nobody.
public final class Reviewers implements AutoCloseable {
    private static final String OPEN_AI = "openai:";

    private final Optional<Reviewer> reviewer;

    private Reviewers(Optional<Reviewer> reviewer) {
        this.reviewer = reviewer;
    }

    /// @throws IllegalArgumentException saying which value cannot be used, and why
    public static Reviewers of(ModerationConfig config) {
        return new Reviewers(Optional.ofNullable(config.provider()).map(provider -> reviewer(provider, config)));
    }

    private static Reviewer reviewer(String provider, ModerationConfig config) {
        return provider.startsWith(OPEN_AI)
                ? new OpenAiModeration(
                        address(provider, provider.substring(OPEN_AI.length())),
                        config.key(),
                        config.model(),
                        Reviewer.LIMIT)
                : new ReviewService(address(provider, provider), config.key(), Reviewer.LIMIT);
    }

    private static URI address(String provider, String address) {
        try {
            if (address.matches("https?://[^\\s/]+(/\\S*)?")) {
                return URI.create(address);
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new IllegalArgumentException("moderation is \"" + provider
                + "\", expected an address such as http://localhost:9000/review or openai:https://api.openai.com/v1");
    }

    Optional<Reviewer> reviewer() {
        return reviewer;
    }

    @Override
    public void close() {
        reviewer.ifPresent(Reviewer::close);
    }
}
