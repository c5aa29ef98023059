package im.parley.server.mailing;

import im.parley.protocol.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom a mailing is for: who has all of these tags, and any of those; likewise of attributes. What is empty asks for
/// nothing.
public record Condition(
        Map<String, String> anyAttribute,
        Map<String, String> allAttributes,
        List<String> anyTag,
        List<String> allTags) {
    /// All users.
    public static final Condition NONE = new Condition(Map.of(), Map.of(), List.of(), List.of());

    private static final int MAX_TAGS = 10;

    public Condition {
        anyAttribute = Map.copyOf(anyAttribute);
        allAttributes = Map.copyOf(allAttributes);
        anyAttribute.forEach(Condition::checkAttribute);
        allAttributes.forEach(Condition::checkAttribute);
        var tags = new ArrayList<>(anyTag);
        tags.addAll(allTags);
        tags.forEach(UserTags::check);
        if (tags.size() > MAX_TAGS) {
            throw MailingError.TOO_MANY_TAGS.because(
                    "TagsOr and TagsAnd have " + tags.size() + " tags, expected at most " + MAX_TAGS);
        }
        var seen = new HashSet<String>();
        for (var tag : tags) {
            if (!seen.add(tag)) {
                throw MailingError.REPEATED_TAG.because(
                        "TagsOr and TagsAnd have the tag " + Check.quote(tag) + " twice, expected each once");
            }
        }
        if (!tags.isEmpty() && !(anyAttribute.isEmpty() && allAttributes.isEmpty())) {
            throw MailingError.TAGS_AND_ATTRIBUTES.because(
                    "Condition has tags and attributes, expected either of them");
        }
        anyTag = List.copyOf(anyTag);
        allTags = List.copyOf(allTags);
    }

    private static void checkAttribute(String name, String value) {
        UserAttributes.check("the value of the attribute " + Check.quote(name), value);
    }

    /// The names of all attributes that it asks for.
    Set<String> attributes() {
        var names = new HashSet<>(anyAttribute.keySet());
        names.addAll(allAttributes.keySet());
        return names;
    }
}
