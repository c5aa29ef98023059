package im.parley.sdk;

import im.parley.protocol.Types;

/// A place on Earth (`createLocationMessage#1`).
///
/// @param description what the place is called
/// @param longitude degrees east, -180 to 180
/// @param latitude degrees north, -90 to 90
public record LocationPayload(String description, double longitude, double latitude) implements Payload {
    private static final double LONGITUDE = 180;
    private static final double LATITUDE = 90;

    /// @throws IllegalArgumentException if the description is missing or a coordinate is out of range
    public LocationPayload {
        Params.present("payload.description", description);
        Params.that(Math.abs(longitude) <= LONGITUDE, "payload.longitude", longitude, "-180 to 180");
        Params.that(Math.abs(latitude) <= LATITUDE, "payload.latitude", latitude, "-90 to 90");
    }

    @Override
    public String type() {
        return Types.MSG_LOCATION;
    }
}
