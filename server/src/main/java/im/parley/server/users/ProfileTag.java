package im.parley.server.users;

import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.UpdateProfile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields that every profile has, as back ends call them.
public enum ProfileTag {
    NICK("Tag_Profile_IM_Nick", Profile::nick, UpdateProfile::nick),
    GENDER("Tag_Profile_IM_Gender", Profile::gender, UpdateProfile::gender),
    BIRTHDAY("Tag_Profile_IM_BirthDay", Profile::birthday, UpdateProfile::birthday),
    LOCATION("Tag_Profile_IM_Location", Profile::location, UpdateProfile::location),
    SIGNATURE("Tag_Profile_IM_SelfSignature", Profile::selfSignature, UpdateProfile::selfSignature),
    ALLOW_TYPE("Tag_Profile_IM_AllowType", Profile::allowType, UpdateProfile::allowType),
    LANGUAGE("Tag_Profile_IM_Language", Profile::language, UpdateProfile::language),
    IMAGE("Tag_Profile_IM_Image", Profile::avatar, UpdateProfile::avatar),
    MESSAGE_SETTINGS("Tag_Profile_IM_MsgSettings", Profile::messageSettings, UpdateProfile::messageSettings),
    FORBID_TYPE("Tag_Profile_IM_AdminForbidType", Profile::adminForbidType, UpdateProfile::adminForbidType),
    LEVEL("Tag_Profile_IM_Level", Profile::level, UpdateProfile::level),
    ROLE("Tag_Profile_IM_Role", Profile::role, UpdateProfile::role);

    private final String wireName;
    private final Function<Profile, Object> value;
    private final Function<UpdateProfile, @Nullable Object> change;

    ProfileTag(String wireName, Function<Profile, Object> value, Function<UpdateProfile, @Nullable Object> change) {
        this.wireName = wireName;
        this.value = value;
        this.change = change;
    }

    public String wireName() {
        return wireName;
    }

    /// What the profile has there: a text or a number.
    public Object of(Profile profile) {
        return value.apply(profile);
    }

    /// What the change puts there; null: it leaves the field alone.
    public @Nullable Object of(UpdateProfile update) {
        return change.apply(update);
    }
}
