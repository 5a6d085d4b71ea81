// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/sending/deliverysender.h"
#include "core/session/monitorsession.h"
#include "core/simulator/samples.h"
#include "core/simulator/simulatedkaunt.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/mainwindow.h"
#include "ui/settingsdialog.h"
#include "ui/valuefield.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

namespace {

constexpr int patience = 30'000; // milliseconds
constexpr QSize smallScreen(1024, 700);
const QByteArray secret = "whsec-of-the-pictures";

ApiCredentials credentials()
{
    return {QStringLiteral("pictures"), "client-secret-of-the-pictures"};
}

QString pictureFolder()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../pictures"));
}

QPalette darkPalette()
{
    const QColor window(0x2b, 0x2b, 0x2e);
    const QColor base(0x1f, 0x1f, 0x22);
    const QColor text(0xe6, 0xe6, 0xe6);
    QPalette palette(window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
                            QPalette::BrightText, QPalette::HighlightedText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x26, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xa8));
    palette.setColor(QPalette::PlaceholderText, QColor(0x90, 0x90, 0x90));
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb6, 0xff));
    return palette;
}

/// Whether there is more to see than an empty surface.
bool hasContent(const QImage& picture)
{
    constexpr int fewest = 16;
    QSet<QRgb> colors;
    for (int y = 0; y < picture.height(); y += 2) {
        for (int x = 0; x < picture.width(); x += 2)
            colors.insert(picture.pixel(x, y));
        if (colors.size() > fewest)
            return true;
    }
    return false;
}

} // namespace

/// Pictures of the window with real content, in the build folder, for people to look at.
class TestScreenshots final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void firstStart();
    void guidedPage();
    void liveList();
    void detailsTabs_data();
    void detailsTabs();
    void refusedDelivery();
    void fetchedResource_data();
    void fetchedResource();
    void failedFetch();
    void wrongFilter();
    void settings();
    void shortcuts();
    void darkPaletteEverywhere();

private:
    [[nodiscard]] bool take(QWidget& widget, const QString& name);
    void startKaunt();
    [[nodiscard]] bool deliverRefused();
    [[nodiscard]] qint64 firstOf(const QString& signature, const QString& event);
    [[nodiscard]] bool choose(const QString& signature, const QString& event);
    [[nodiscard]] QTabWidget* tabs() const { return m_window->findChild<QTabWidget*>(QStringLiteral("detailsTabs")); }
    [[nodiscard]] QAction* action(const char* name) const { return m_window->findChild<QAction*>(QLatin1String(name)); }

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<FileSecretStore> m_secrets;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MonitorSession> m_session;
    SimulatedKaunt m_kaunt;
    std::unique_ptr<MainWindow> m_window;
};

void TestScreenshots::initTestCase()
{
    QVERIFY(QDir().mkpath(pictureFolder()));
    m_secrets = std::make_unique<FileSecretStore>(m_folder.path());
    m_state = std::make_unique<WindowState>(m_folder.path());
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    settings.api.credentials.fallback = credentials();
    auto session = MonitorSession::open({m_folder.path(), settings, false}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state);
    m_window->setSession(m_session.get());
    m_window->resize(smallScreen);
    m_window->show();
    m_session->startReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
    startKaunt();
    QVERIFY(deliverRefused());
}

void TestScreenshots::startKaunt()
{
    const QSignalSpy started(&m_kaunt, &SimulatedKaunt::started);
    SimulatorSettings settings;
    settings.credentials = credentials();
    settings.webhookSecret = secret;
    settings.targets = {m_session->endpoints().constFirst().url};
    settings.meanPause = std::chrono::milliseconds(500);
    m_kaunt.start(settings);
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
    Settings session = m_session->settings();
    session.api.apiBase = started.at(0).at(0).toUrl();
    m_session->apply(session);
    const QSignalSpy delivered(&m_kaunt, &SimulatedKaunt::delivered);
    for (const QString& eventType : knownEventTypes())
        m_kaunt.deliverNow(eventType);
    QTRY_VERIFY_WITH_TIMEOUT(delivered.size() >= knownEventTypes().size(), patience);
}

void TestScreenshots::cleanupTestCase()
{
    m_kaunt.stop();
    m_window.reset();
    m_session.reset();
}

bool TestScreenshots::deliverRefused()
{
    DeliverySender sender;
    QSignalSpy finished(&sender, &DeliverySender::finished);
    OutgoingDelivery delivery;
    delivery.target = m_session->endpoints().constFirst().url;
    delivery.body = webhookBody(sampleEvent(knownEventTypes().constFirst(), m_session->settings().api.apiBase, 1));
    delivery.headers = signedHeaders(delivery.body, "another secret");
    sender.send(delivery);
    return finished.wait(patience) && finished.at(0).at(1).value<SendOutcome>().status == 401;
}

bool TestScreenshots::take(QWidget& widget, const QString& name)
{
    QCoreApplication::processEvents();
    const QPixmap picture = widget.grab();
    return picture.save(QStringLiteral("%1/%2.png").arg(pictureFolder(), name)) && hasContent(picture.toImage());
}

qint64 TestScreenshots::firstOf(const QString& signature, const QString& event)
{
    const auto* model = m_window->findChild<DeliveryListModel*>();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, static_cast<int>(DeliveryColumn::Signature)).data() == signature &&
            model->index(row, static_cast<int>(DeliveryColumn::Event)).data() == event)
            return model->numberAt(row);
    }
    return 0;
}

bool TestScreenshots::choose(const QString& signature, const QString& event)
{
    m_window->showMonitor();
    const auto isThere = [this, &signature, &event] { return firstOf(signature, event) != 0; };
    if (!QTest::qWaitFor(isThere, patience))
        return false;
    const qint64 number = firstOf(signature, event);
    m_window->findChild<DeliveryListView*>()->selectDelivery(number);
    const auto* shown = m_window->findChild<ValueField*>(QStringLiteral("deliveryNumber"));
    return QTest::qWaitFor([shown, number] { return shown->value() == QString::number(number); }, patience);
}

void TestScreenshots::firstStart()
{
    m_window->showWelcome();
    QVERIFY(take(*m_window, QStringLiteral("first-start")));
}

void TestScreenshots::guidedPage()
{
    m_window->showConnect();
    QVERIFY(take(*m_window, QStringLiteral("guided-page")));
}

void TestScreenshots::liveList()
{
    m_window->showMonitor();
    const auto* model = m_window->findChild<DeliveryListModel*>();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() >= 8, patience);
    QVERIFY(m_window->findChild<DeliveryListView*>()->isVisible());
    QVERIFY(take(*m_window, QStringLiteral("live-list")));
}

void TestScreenshots::detailsTabs_data()
{
    QTest::addColumn<int>("tab");
    QTest::newRow("summary") << 0;
    QTest::newRow("payload") << 1;
    QTest::newRow("headers") << 2;
    QTest::newRow("signature") << 3;
    QTest::newRow("resource") << 4;
    QTest::newRow("history") << 5;
    QTest::newRow("chain") << 6;
}

void TestScreenshots::detailsTabs()
{
    QFETCH(const int, tab);
    QVERIFY(choose(QStringLiteral("Verified"), QStringLiteral("Model ready")));
    QCOMPARE(tabs()->count(), 7);
    tabs()->setCurrentIndex(tab);
    QVERIFY(take(*m_window, QStringLiteral("details-%1").arg(QLatin1String(QTest::currentDataTag()))));
}

void TestScreenshots::refusedDelivery()
{
    QVERIFY(choose(QStringLiteral("Mismatch"), QStringLiteral("–")));
    tabs()->setCurrentIndex(3);
    QVERIFY(take(*m_window, QStringLiteral("refused")));
}

void TestScreenshots::fetchedResource_data()
{
    QTest::addColumn<QString>("event");
    QTest::newRow("proposal") << QStringLiteral("Proposal completed");
    QTest::newRow("document") << QStringLiteral("Document AI ready");
}

void TestScreenshots::fetchedResource()
{
    QFETCH(const QString, event);
    QVERIFY(choose(QStringLiteral("Verified"), event));
    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    action("fetchAction")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    QVERIFY(stored.at(0).at(0).value<ResourceRecord>().isFetched());
    const qint64 number = m_window->findChild<DeliveryListView*>()->currentDelivery();
    const auto* model = m_window->findChild<DeliveryListModel*>();
    const auto resource = [model, number] {
        return model->index(model->rowOf(number), static_cast<int>(DeliveryColumn::Resource)).data().toString();
    };
    QTRY_VERIFY(resource().startsWith(QStringLiteral("Fetched")));
    QVERIFY(take(*m_window, QStringLiteral("fetched-%1").arg(QLatin1String(QTest::currentDataTag()))));
}

void TestScreenshots::failedFetch()
{
    QVERIFY(choose(QStringLiteral("Verified"), QStringLiteral("Proposal failed")));
    Settings elsewhere = m_session->settings();
    const QUrl simulated = std::exchange(elsewhere.api.apiBase, QUrl(QLatin1String(defaultApiBase)));
    m_session->apply(elsewhere);
    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    action("fetchAction")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    elsewhere.api.apiBase = simulated;
    m_session->apply(elsewhere);
    QVERIFY(!stored.at(0).at(0).value<ResourceRecord>().isFetched());
    QVERIFY(take(*m_window, QStringLiteral("failed-fetch")));
}

void TestScreenshots::wrongFilter()
{
    m_window->showMonitor();
    auto* field = m_window->findChild<QLineEdit*>(QStringLiteral("filterField"));
    field->setText(QStringLiteral("company:nordlys verdict:wrong"));
    auto* error = m_window->findChild<QWidget*>(QStringLiteral("filterError"));
    QTRY_VERIFY(error->isVisible());
    QVERIFY(take(*m_window, QStringLiteral("wrong-filter")));
    action("clearFilterAction")->trigger();
    QVERIFY(!error->isVisible());
}

void TestScreenshots::settings()
{
    action("settingsAction")->trigger();
    auto* dialog = m_window->findChild<SettingsDialog*>();
    QVERIFY(dialog);
    QVERIFY(take(*dialog, QStringLiteral("settings")));
    dialog->reject();
}

void TestScreenshots::shortcuts()
{
    action("shortcutsAction")->trigger();
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("shortcutsDialog"));
    QVERIFY(dialog);
    QVERIFY(take(*dialog, QStringLiteral("shortcuts")));
    dialog->reject();
}

void TestScreenshots::darkPaletteEverywhere()
{
    const QPalette light = QApplication::palette();
    QApplication::setPalette(darkPalette());
    QVERIFY(choose(QStringLiteral("Mismatch"), QStringLiteral("–")));
    tabs()->setCurrentIndex(0);
    QVERIFY(take(*m_window, QStringLiteral("dark-refused")));
    QVERIFY(choose(QStringLiteral("Verified"), QStringLiteral("Proposal completed")));
    tabs()->setCurrentIndex(4);
    QVERIFY(take(*m_window, QStringLiteral("dark-list")));
    const QImage picture = m_window->grab().toImage();
    constexpr int dark = 100;
    QVERIFY(picture.pixelColor(2, picture.height() / 2).lightness() < dark);
    m_window->showWelcome();
    QVERIFY(take(*m_window, QStringLiteral("dark-first-start")));
    QApplication::setPalette(light);
}

QTEST_MAIN(TestScreenshots)
#include "test_screenshots.moc"
