package im.parley.server.rest;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.server.users.AccountImport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Service `im_open_login_svc`: accounts and their sign-in.
final class AccountCommands {
    private static final String SERVICE = "im_open_login_svc";
    private static final int MAX_ACCOUNTS = 100;
    /// The service's own code for parameters out of range.
    private static final int BAD_PARAMETER = 70402;

    private AccountCommands() {}

    static void addTo(RestTable.Area<RestPeople> table) {
        table.on(SERVICE, "account_import", Item.class, AccountCommands::importOne)
                .on(SERVICE, "multiaccount_import", ImportMany.class, AccountCommands::importMany)
                .on(SERVICE, "account_delete", Deletion.class, AccountCommands::delete)
                .on(SERVICE, "account_check", Lookup.class, AccountCommands::check)
                .on(SERVICE, "kick", Item.class, AccountCommands::kick);
    }

    /// A user, in `account_import` with what is known of it.
    ///
    /// @param identifier an older name of `userID`
    record Item(
            @Nullable String userID,
            @Nullable String identifier,
            @Nullable String nick,
            @Nullable String faceUrl) {
        String validUserID() {
            var id = userID == null ? identifier : userID;
            if (id == null || !Check.isPrintable(id, Limits.USER_ID_BYTES)) {
                throw new ChatException(
                        BAD_PARAMETER, "UserID is \"" + id + "\", expected 1 to 32 printable ASCII characters");
            }
            return id;
        }

        /// Of an account that back ends may make and delete.
        String ownUserID() {
            var id = validUserID();
            if (id.startsWith("@TIM#")) {
                throw new ChatException(BAD_PARAMETER, "UserID is \"" + id + "\", expected none of the system's");
            }
            return id;
        }

        AccountImport toImport() {
            return new AccountImport(ownUserID(), checked("Nick", nick), checked("FaceUrl", faceUrl));
        }

        private static @Nullable String checked(String field, @Nullable String value) {
            if (value != null && Check.utf8Length(value) > Limits.PROFILE_TEXT_BYTES) {
                throw new ChatException(
                        BAD_PARAMETER,
                        field + " has " + Check.utf8Length(value) + " bytes, expected at most "
                                + Limits.PROFILE_TEXT_BYTES);
            }
            return value;
        }
    }

    /// @param accounts the older form, without profiles
    record ImportMany(
            @Nullable List<Item> accountList, @Nullable List<String> accounts) {
        List<Item> all() {
            return Stream.concat(
                            accountList == null ? Stream.of() : accountList.stream(),
                            accounts == null
                                    ? Stream.of()
                                    : accounts.stream().map(userID -> new Item(userID, null, null, null)))
                    .toList();
        }
    }

    record Deletion(@Nullable List<Item> deleteItem) {}

    record ImportResult(List<String> failAccounts, List<ItemResult> resultItem) {}

    record Lookup(@Nullable List<Item> checkItem) {}

    record LookupResult(List<ItemResult> resultItem) {}

    /// @param accountStatus `Imported` or `NotImported`; only where it was asked for
    record ItemResult(
            String userID,
            int resultCode,
            String resultInfo,
            @Nullable String accountStatus) {}

    private static Nothing importOne(RestPeople area, Item request) {
        area.profiles().importAll(List.of(request.toImport()));
        return Nothing.INSTANCE;
    }

    private static ImportResult importMany(RestPeople area, ImportMany request) {
        var items = request.all();
        checkItems("AccountList", items);
        var good = new ArrayList<AccountImport>();
        var failed = new ArrayList<ItemResult>();
        for (var item : items) {
            try {
                good.add(item.toImport());
            } catch (ChatException refused) {
                var userID = String.valueOf(item.userID() == null ? item.identifier() : item.userID());
                failed.add(new ItemResult(userID, refused.code(), String.valueOf(refused.getMessage()), null));
            }
        }
        if (!good.isEmpty()) {
            area.profiles().importAll(good);
        }
        return new ImportResult(failed.stream().map(ItemResult::userID).toList(), failed);
    }

    private static LookupResult check(RestPeople area, Lookup request) {
        var items = request.checkItem() == null ? List.<Item>of() : request.checkItem();
        checkItems("CheckItem", items);
        var userIDs = items.stream().map(Item::validUserID).toList();
        var known = area.users().accounts().load(userIDs);
        return new LookupResult(userIDs.stream()
                .map(userID -> new ItemResult(userID, 0, "", known.containsKey(userID) ? "Imported" : "NotImported"))
                .toList());
    }

    private static LookupResult delete(RestPeople area, Deletion request) {
        var items = request.deleteItem() == null ? List.<Item>of() : request.deleteItem();
        checkItems("DeleteItem", items);
        items.forEach(Item::validUserID);
        return new LookupResult(items.stream().map(item -> delete(area, item)).toList());
    }

    private static ItemResult delete(RestPeople area, Item item) {
        var userID = item.validUserID();
        try {
            if (item.ownUserID().equals(area.users().admin())) {
                throw new ChatException(BAD_PARAMETER, "\"" + userID + "\" is the administrator, who stays");
            }
            area.deletion().delete(userID);
            return new ItemResult(userID, 0, "", null);
        } catch (ChatException refused) {
            return new ItemResult(userID, refused.code(), String.valueOf(refused.getMessage()), null);
        }
    }

    /// Ends all sessions of a user and makes the UserSigs issued before this second invalid.
    private static Nothing kick(RestPeople area, Item request) {
        var userID = request.validUserID();
        var account = area.users()
                .accounts()
                .invalidateSignatures(userID)
                .orElseThrow(() -> ErrorCode.ACCOUNT_NOT_FOUND.because("there is no account \"" + userID + '"'));
        area.sessions().kickAll(account.tinyID(), Types.KICKED_OUT_REST_API);
        return Nothing.INSTANCE;
    }

    private static void checkItems(String field, List<? extends @Nullable Object> items) {
        if (items.isEmpty() || items.size() > MAX_ACCOUNTS || items.contains(null)) {
            throw new ChatException(
                    BAD_PARAMETER, field + " has " + items.size() + " elements, expected 1 to " + MAX_ACCOUNTS);
        }
    }
}
