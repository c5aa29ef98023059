package im.parley.server.bus;

class InProcessBusTest implements BusContract {
    private final Bus bus = new InProcessBus();

    @Override
    public Bus bus() {
        return bus;
    }

    @Override
    public Bus otherBus() {
        return bus;
    }
}
