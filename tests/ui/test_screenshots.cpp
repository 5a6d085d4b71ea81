// SPDX-License-Identifier: MIT
#include "tests/ui/livewindow.h"
#include "tests/ui/pictures.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/helpdesk.h"
#include "ui/mainwindow.h"
#include "ui/settingsdialog.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QString pictureFolder()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../pictures"));
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
    void alerts();
    void settings();
    void shortcuts();
    void help();
    void darkPaletteEverywhere();

private:
    [[nodiscard]] bool take(QWidget& widget, const QString& name);
    [[nodiscard]] bool choose(const QString& signature, const QString& event)
    {
        return m_live->choose(signature, event);
    }
    [[nodiscard]] QTabWidget* tabs() const { return m_live->tabs(); }
    [[nodiscard]] QAction* action(const char* name) const { return m_live->action(name); }

    std::unique_ptr<LiveWindow> m_live;
    MainWindow* m_window = nullptr;
    MonitorSession* m_session = nullptr;
};

void TestScreenshots::initTestCase()
{
    QVERIFY(QDir().mkpath(pictureFolder()));
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
    m_window = &m_live->window();
    m_session = &m_live->session();
}

void TestScreenshots::cleanupTestCase()
{
    m_live.reset();
}

bool TestScreenshots::take(QWidget& widget, const QString& name)
{
    QCoreApplication::processEvents();
    const QPixmap picture = widget.grab();
    return picture.save(QStringLiteral("%1/%2.png").arg(pictureFolder(), name)) && hasContent(picture.toImage());
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
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() >= 8, livePatience);
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
    const QSignalSpy stored(m_session, &MonitorSession::resourceStored);
    action("fetchAction")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, livePatience);
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
    const QSignalSpy stored(m_session, &MonitorSession::resourceStored);
    action("fetchAction")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, livePatience);
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

void TestScreenshots::alerts()
{
    m_window->showMonitor();
    action("alertsAction")->setChecked(true);
    const auto* table = m_window->findChild<QTableView*>(QStringLiteral("alertsTable"));
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, livePatience);
    QVERIFY(take(*m_window, QStringLiteral("alerts")));
    const QPalette light = QApplication::palette();
    QApplication::setPalette(darkPalette());
    QVERIFY(take(*m_window, QStringLiteral("dark-alerts")));
    QApplication::setPalette(light);
    action("alertsAction")->setChecked(false);
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

void TestScreenshots::help()
{
    const QPalette light = QApplication::palette();
    action("helpContentsAction")->trigger();
    const auto windows = QApplication::topLevelWidgets();
    const auto window = std::find_if(windows.cbegin(), windows.cend(), [](const QWidget* one) {
        return one->objectName() == QStringLiteral("helpWindow");
    });
    QVERIFY(window != windows.cend());
    QVERIFY(take(**window, QStringLiteral("help")));
    QApplication::setPalette(darkPalette());
    (*window)->findChild<QLineEdit*>(QStringLiteral("helpSearch"))->setText(QStringLiteral("signature proxy"));
    QVERIFY(take(**window, QStringLiteral("dark-help")));
    QApplication::setPalette(light);
    m_window->findChild<HelpDesk*>()->close();
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
