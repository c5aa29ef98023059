package im.parley.server.conversation;

import im.parley.protocol.conversation.Conversation;
import im.parley.server.message.ListPages;
import im.parley.server.message.ListPages.Listing;
import im.parley.server.message.ListPages.Part;
import im.parley.server.message.ListPages.Spot;
import im.parley.server.message.Timeline;
import im.parley.server.message.Views;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Users' lists of conversations as back ends read them, page by page: what clients have on theirs.
public final class BackEndLists {
    private final ListPages pages;
    private final ConversationViews shows;
    private final Views views;
    private final Settings settings;
    private final Jdbi jdbi;

    BackEndLists(ListPages pages, ConversationViews shows, Views views, Settings settings, Jdbi jdbi) {
        this.pages = pages;
        this.shows = shows;
        this.views = views;
        this.settings = settings;
        this.jdbi = jdbi;
    }

    /// Where pinned conversations are.
    public enum Pins {
        /// At the place of their newest message.
        AMONG_OTHERS,
        /// All before the others, on the first page.
        FIRST,
        /// Before the others, in pages like them.
        FIRST_IN_PAGES
    }

    /// Where a page ended.
    public record Cursor(Spot pins, Spot others) {}

    /// One conversation on a list.
    ///
    /// @param conversation its `lastMessage` is null where there is none
    public record Listed(Conversation conversation, boolean isPinned) {}

    /// @param next asks for the page after this one
    public record Page(List<Listed> list, Cursor next, boolean isLast) {}

    /// What follows on a list, the one with the newest message first.
    ///
    /// @param limit how many; pinned ones that are all on the first page are beside these
    public Page page(Account user, Pins order, Cursor after, int limit) {
        var pins = jdbi.withHandle(handle -> OptionStore.pins(handle, user.tinyID()));
        var list = new Listing(user.tinyID(), pins.keySet(), views.oldestKept(), settings.get(AppSettings.MAX_RECENT));
        var found = new ArrayList<Timeline>();
        var afterPins = after.pins();
        int room = limit;
        switch (order) {
            case AMONG_OTHERS -> {}
            case FIRST -> {
                if (after.others().equals(Spot.START)) {
                    found.addAll(pages.page(list, Part.PINNED, Spot.START, pins.size()));
                }
            }
            case FIRST_IN_PAGES -> {
                var pinned =
                        pages.page(list, Part.PINNED, after.pins(), limit + 1); // one more says whether more follow
                found.addAll(pinned.subList(0, Math.min(pinned.size(), limit)));
                afterPins = end(found, after.pins());
                if (pinned.size() > limit) {
                    return new Page(show(user, found, pins), new Cursor(afterPins, after.others()), false);
                }
                room = limit - found.size();
            }
        }
        var part = order == Pins.AMONG_OTHERS ? Part.ALL : Part.OTHERS;
        var others = pages.page(list, part, after.others(), room + 1);
        var fitting = others.subList(0, Math.min(others.size(), room));
        found.addAll(fitting);
        return new Page(
                show(user, found, pins),
                new Cursor(afterPins, end(fitting, after.others())),
                others.size() == fitting.size());
    }

    private static Spot end(List<Timeline> page, Spot begin) {
        return page.isEmpty() ? begin : Spot.of(page.getLast());
    }

    /// @param pins names of conversations by timeline
    private List<Listed> show(Account user, List<Timeline> timelines, Map<Long, String> pins) {
        var pinned = Set.copyOf(pins.values());
        return shows.conversations(user, timelines, shows.people(timelines.stream())).stream()
                .map(one -> new Listed(one, pinned.contains(one.conversationID())))
                .toList();
    }
}
