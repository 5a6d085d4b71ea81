// SPDX-License-Identifier: MIT
#include "ui/statebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace kaunt;

namespace {

ListeningEndpoint endpointAt(const char* url, const QString& name = QStringLiteral("default"))
{
    const QUrl place{QLatin1String(url)};
    return {name, place, QHostAddress(place.host())};
}

constexpr char loopbackUrl[] = "http://127.0.0.1:8787/webhooks/kaunt";

} // namespace

/// The line that says whether and where it listens, in every state.
class TestStateBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesEachState_data();
    void namesEachState();
    void showsTheUrlToCopy();
    void offersEachOfSeveralUrls();
    void marksTheDemo();
    void standsOnTwoLinesWhereThereIsLittleRoom();
    void leavesOutTheMiddleOfALongUrl();

private:
    [[nodiscard]] QWidget* part(const char* name) const { return m_bar->findChild<QWidget*>(QLatin1String(name)); }
    [[nodiscard]] QString text(const char* name) const
    {
        return m_bar->findChild<QLabel*>(QLatin1String(name))->text();
    }

    QAction m_start{QStringLiteral("Start")};
    QAction m_send{QStringLiteral("Send")};
    QAction m_fetch{QStringLiteral("Fetch")};
    QAction m_leaveDemo{QStringLiteral("&Leave the demo")};
    std::unique_ptr<StateBar> m_bar;
};

void TestStateBar::init()
{
    m_bar = std::make_unique<StateBar>(StateBar::Actions{&m_start, &m_send, &m_fetch, &m_leaveDemo});
    m_bar->show();
}

void TestStateBar::namesEachState_data()
{
    QTest::addColumn<ReceiverState>("state");
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<QString>("expected");
    QTest::newRow("stopped") << ReceiverState::Stopped << QStringLiteral("○") << QStringLiteral("Not listening");
    QTest::newRow("starting") << ReceiverState::Starting << QStringLiteral("◌")
                              << QStringLiteral("Starting to listen…");
    QTest::newRow("listening") << ReceiverState::Listening << QStringLiteral("●") << QStringLiteral("Listening on");
    QTest::newRow("failed") << ReceiverState::Failed << QStringLiteral("✖") << QStringLiteral("Can't listen");
    QTest::newRow("stopping") << ReceiverState::Stopping << QStringLiteral("◌")
                              << QStringLiteral("Stopping; what is in hand is still answered…");
}

void TestStateBar::namesEachState()
{
    QFETCH(const ReceiverState, state);
    m_bar->setStatus({state, {}, {}});
    QTEST(text("stateSymbol"), "symbol");
    QTEST(text("stateText"), "expected");
    QVERIFY(!part("listeningUrl")->isVisible());
    QVERIFY(!part("copyUrl")->isVisible());
}

void TestStateBar::showsTheUrlToCopy()
{
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    QVERIFY(part("listeningUrl")->isVisible());
    QCOMPARE(text("listeningUrl"), QLatin1String(loopbackUrl));
    // Kaunt reaches it under another one, if at all: nobody is to register this.
    QCOMPARE(part("listeningUrl")->accessibleName(), QStringLiteral("URL on this machine"));
    QCOMPARE(part("copyUrl")->toolTip(), QStringLiteral("Copy the URL on this machine"));
    QTest::mouseClick(part("copyUrl"), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), QLatin1String(loopbackUrl));
}

void TestStateBar::offersEachOfSeveralUrls()
{
    m_bar->setStatus({ReceiverState::Listening,
                      {endpointAt("http://127.0.0.1:8787/a%2Fb"),
                       endpointAt("http://127.0.0.1:8787/second", QStringLiteral("second"))},
                      {}});
    QCOMPARE(text("listeningUrl"), QStringLiteral("http://127.0.0.1:8787/a%2Fb and 1 more"));
    const auto* copy = m_bar->findChild<QToolButton*>(QStringLiteral("copyUrl"));
    QVERIFY(copy->menu());
    QCOMPARE(copy->menu()->actions().size(), 2);
    copy->menu()->actions().at(1)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:8787/second"));
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    QVERIFY(!copy->menu());
}

void TestStateBar::marksTheDemo()
{
    const QList<QWidget*> parts{part("demoBadge"), part("leaveDemo"), part("connectFromDemo")};
    for (const QWidget* one : parts)
        QVERIFY(!one->isVisible());
    m_bar->setDemo(true);
    for (const QWidget* one : parts)
        QVERIFY(one->isVisible());
    const QSignalSpy asked(m_bar.get(), &StateBar::connectRequested);
    QTest::mouseClick(part("connectFromDemo"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    const QSignalSpy left(&m_leaveDemo, &QAction::triggered);
    QTest::mouseClick(part("leaveDemo"), Qt::LeftButton);
    QCOMPARE(left.size(), 1);
}

void TestStateBar::standsOnTwoLinesWhereThereIsLittleRoom()
{
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    layout->addWidget(m_bar.get());
    layout->addStretch(1);
    m_bar->setDemo(true);
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    const auto isFetchBeneath = [this] { return part("fetch")->y() > part("copyUrl")->geometry().bottom(); };
    constexpr int height = 200;
    window.resize(2'000, height);
    window.show();
    QVERIFY(!isFetchBeneath());
    window.resize(layout->totalMinimumSize().width(), height);
    QTRY_VERIFY(isFetchBeneath());
    QVERIFY(m_bar->rect().contains(part("fetch")->geometry()));
    QCOMPARE(part("fetch")->geometry().right(), m_bar->rect().right());
    window.resize(2'000, height);
    QTRY_VERIFY(!isFetchBeneath());
    m_bar->setParent(nullptr); // it is not the window's
}

/// However long, it does not make the window wider than the screen.
void TestStateBar::leavesOutTheMiddleOfALongUrl()
{
    const QString longPath = QString(1'000, u'a');
    const auto show = [this, &longPath](char16_t middle) {
        QString url = QLatin1String(loopbackUrl) + longPath + QChar(middle) + longPath;
        m_bar->setStatus({ReceiverState::Listening, {endpointAt(url.toLatin1().constData())}, {}});
        return url;
    };
    const QString url = show(u'b');
    QCOMPARE(text("listeningUrl"), url);
    constexpr int little = 700;
    QVERIFY(m_bar->minimumSizeHint().width() < little);
    QWidget* label = part("listeningUrl");
    label->resize(label->minimumSizeHint());
    const QImage shown = label->grab().toImage();
    show(u'c');
    label->resize(label->minimumSizeHint());
    QVERIFY(label->grab().toImage() == shown);
    QLabel whole(url);
    whole.resize(label->size());
    QVERIFY(whole.grab().toImage() != shown); // which is no beginning of it
}

QTEST_MAIN(TestStateBar)
#include "test_statebar.moc"
