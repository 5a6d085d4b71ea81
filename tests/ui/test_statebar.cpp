// SPDX-License-Identifier: MIT
#include "ui/forwardsentences.h"
#include "ui/statebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

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
    void saysWhyItCannotListen();
    void saysPlainlyThatOthersCanReachIt();
    void saysWhatHasNoSecret();
    void saysWhatIsWrongWithACertificate();
    void keepsAFailingLogOnDisplay();
    void letsAProblemBePutAway();
    void bringsBackTheProblemBeneath();
    void tellsWhatWaitsToBeStored();
    void marksTheDemo();
    void saysWhereAnswersComeFrom();
    void saysThatItIsPublic();
    void tellsWhichTargetsAreDown();
    void tellsHowManyWerePassedOver();

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

void TestStateBar::tellsWhichTargetsAreDown()
{
    const ForwardState one{
        QStringLiteral("http://a.example/"), true, 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, 0};
    const ForwardState other{QStringLiteral("http://b.example/"), true, 503, {}, 0};
    QVERIFY(!part("forwardBanner")->isVisible());
    m_bar->showForward(one);
    m_bar->showForward(other);
    m_bar->showForward(one);
    QCOMPARE(text("forwardBannerText"), sentenceFor(one).text() + u'\n' + sentenceFor(other).text());
    m_bar->showForward({one.target, false, 0, {}, 0});
    QCOMPARE(text("forwardBannerText"), sentenceFor(other).text());
    m_bar->showForward({other.target, false, 0, {}, 0});
    QVERIFY(!part("forwardBanner")->isVisible());
}

void TestStateBar::tellsHowManyWerePassedOver()
{
    const QString target = QStringLiteral("http://a.example/");
    m_bar->showForward({target, true, 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, 0});
    m_bar->showForward({target, true, 0, {}, 40});
    m_bar->showForward({target, true, 0, {}, 2});
    QVERIFY2(text("problemBannerText").contains(u"42"), qPrintable(text("problemBannerText")));
    QVERIFY(part("forwardBanner")->isVisible());
    m_bar->showForward({target, false, 0, {}, 0});
    QVERIFY(part("problemBanner")->isVisible()); // they were not sent, whatever it does now
}

void TestStateBar::saysWhereAnswersComeFrom()
{
    Settings settings;
    settings.forwards = {ForwardSettings()};
    settings.forwards.first().url = QUrl(QStringLiteral("http://a.example/hook"));
    m_bar->setPassThrough(passThroughSentences(settings));
    QVERIFY(!part("passThroughBanner")->isVisible());
    settings.forwards.first().isPassThrough = true;
    m_bar->setPassThrough(passThroughSentences(settings));
    QVERIFY(part("passThroughBanner")->isVisible());
    QVERIFY(text("passThroughBannerText").startsWith(u"Answers come from “http://a.example/hook” (pass through)."));
    const QSignalSpy requested(m_bar.get(), &StateBar::settingsRequested);
    const QList<QToolButton*> buttons = part("passThroughBanner")->findChildren<QToolButton*>();
    for (QToolButton* button : buttons)
        button->click();
    QCOMPARE(requested.size(), 1);
    m_bar->setPassThrough({});
    QVERIFY(!part("passThroughBanner")->isVisible());
}

void TestStateBar::saysThatItIsPublic()
{
    const QUrl url(QStringLiteral("https://a-b-c.trycloudflare.com/webhooks/kaunt"));
    QVERIFY(!part("tunnelBanner")->isVisible());
    const ReceiverStatus listening{ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}};
    m_bar->setStatus(listening);
    TunnelState state;
    state.phase = TunnelState::Phase::Up;
    m_bar->showTunnel(state, url);
    QVERIFY(part("tunnelBanner")->isVisible());
    QVERIFY(text("tunnelBannerText").contains(url.toString()));
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("Anyone on the internet")));
    const QList<QToolButton*> buttons = part("tunnelBanner")->findChildren<QToolButton*>();
    QSignalSpy requested(m_bar.get(), &StateBar::tunnelRequested);
    for (QToolButton* button : buttons)
        button->click();
    QCOMPARE(QApplication::clipboard()->text(), url.toString());
    QCOMPARE(requested.size(), 1);
    m_bar->setStatus({ReceiverState::Stopped, {}, {}});
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("leads nowhere")));
    m_bar->setStatus(listening);
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("Anyone on the internet")));
    state.phase = TunnelState::Phase::Down;
    state.reason = TunnelState::Reason::Exited;
    m_bar->showTunnel(state, {});
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("The tunnel is down")));
    m_bar->showTunnel({}, {});
    QVERIFY(!part("tunnelBanner")->isVisible());
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
    QVERIFY(!part("exposureBanner")->isVisible());
}

void TestStateBar::offersEachOfSeveralUrls()
{
    m_bar->setStatus({ReceiverState::Listening,
                      {endpointAt(loopbackUrl), endpointAt("http://127.0.0.1:8787/second", QStringLiteral("second"))},
                      {}});
    const auto* copy = m_bar->findChild<QToolButton*>(QStringLiteral("copyUrl"));
    QVERIFY(copy->menu());
    QCOMPARE(copy->menu()->actions().size(), 2);
    copy->menu()->actions().at(1)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:8787/second"));
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    QVERIFY(!copy->menu());
}

void TestStateBar::saysWhyItCannotListen()
{
    const ListenError error{ListenError::Code::PortTaken, QHostAddress(QHostAddress::LocalHost), 8787, {}, {}};
    m_bar->setStatus({ReceiverState::Failed, {}, error});
    QVERIFY(part("listenBanner")->isVisible());
    QVERIFY(text("listenBannerText").startsWith(sentenceFor(error).text()));
    QVERIFY(text("listenBannerText").endsWith(QStringLiteral("tried again every few seconds.")));
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    QVERIFY(!part("listenBanner")->isVisible());
}

void TestStateBar::saysPlainlyThatOthersCanReachIt()
{
    m_bar->setStatus({ReceiverState::Listening, {endpointAt("http://0.0.0.0:8787/webhooks/kaunt")}, {}});
    QVERIFY(part("exposureBanner")->isVisible());
    QVERIFY(text("exposureBannerText").contains(QStringLiteral("from other machines")));
    m_bar->setStatus({ReceiverState::Listening, {endpointAt("http://[::1]:8787/webhooks/kaunt")}, {}});
    QVERIFY(!part("exposureBanner")->isVisible());
}

void TestStateBar::saysWhatHasNoSecret()
{
    m_bar->setEndpointsWithoutSecret({QStringLiteral("default")});
    QVERIFY(part("secretBanner")->isVisible());
    QVERIFY(text("secretBannerText").contains(QStringLiteral("503")));
    QVERIFY(text("secretBannerText").contains(QStringLiteral("Partner Portal")));
    m_bar->setEndpointsWithoutSecret({}, {QStringLiteral("default")}); // it is there: none is to be typed over it
    QVERIFY(part("secretBanner")->isVisible());
    QVERIFY(!text("secretBannerText").contains(QStringLiteral("Partner Portal")));
    QVERIFY(text("secretBannerText").contains(QStringLiteral("Unlock the keyring")));
    m_bar->setEndpointsWithoutSecret({});
    QVERIFY(!part("secretBanner")->isVisible());
}

void TestStateBar::saysWhatIsWrongWithACertificate()
{
    const tls::Certificate certificate{"f", 0, 1'769'864'531'123};
    ReceiverStatus status{ReceiverState::Listening, {endpointAt("https://127.0.0.1:8787/webhooks/kaunt")}, {}};
    status.certificate = ServedCertificate{certificate, {}, {}};
    m_bar->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
    status.certificate->remarks = {tls::CertificateRemark::AuthorityUnknownHere};
    m_bar->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
    status.certificate->remarks = {tls::CertificateRemark::AuthorityUnknownHere, tls::CertificateRemark::Expired};
    m_bar->setStatus(status);
    QCOMPARE(text("certificateBannerText"), sentenceFor(tls::CertificateRemark::Expired, certificate).text());
    const tls::IdentityError broken{tls::IdentityError::Code::KeyNotMatching, QStringLiteral("/k.pem"), {}};
    status.certificate->reloadError = broken;
    m_bar->setStatus(status);
    QCOMPARE(text("certificateBannerText"), reloadSentence(broken).text());
    status.certificate.reset();
    m_bar->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
}

void TestStateBar::keepsAFailingLogOnDisplay()
{
    const LogError error{LogError::Code::DiskFull, QStringLiteral("/var/log/events.sqlite"), {}, {}};
    m_bar->showStoringFailed(error);
    m_bar->setStatus({ReceiverState::Listening, {endpointAt(loopbackUrl)}, {}});
    QVERIFY(part("storingBanner")->isVisible());
    QCOMPARE(text("storingBannerText"), storingSentence(error).text());
    QVERIFY(!part("storingBannerClose")->isVisible());
    m_bar->clearStoringFailed();
    QVERIFY(!part("storingBanner")->isVisible());
}

void TestStateBar::letsAProblemBePutAway()
{
    m_bar->showProblem({QStringLiteral("It broke."), {}, QStringLiteral("Mend it.")});
    QCOMPARE(text("problemBannerText"), QStringLiteral("It broke. Mend it."));
    QVERIFY(part("problemBanner")->isVisible());
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QVERIFY(!part("problemBanner")->isVisible());
}

void TestStateBar::bringsBackTheProblemBeneath()
{
    m_bar->showProblem({QStringLiteral("It broke."), {}, {}});
    m_bar->showProblem({QStringLiteral("It is locked."), {}, {}}, QStringLiteral("lock"));
    m_bar->showProblem({QStringLiteral("A small one."), {}, {}});
    m_bar->showProblem({QStringLiteral("A small one."), {}, {}});
    QVERIFY2(text("problemBannerText").startsWith(QStringLiteral("A small one.\n2 more")),
             qPrintable(text("problemBannerText")));
    m_bar->clearProblems(QStringLiteral("lock"));
    QVERIFY(text("problemBannerText").startsWith(QStringLiteral("A small one.\nOne more")));
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QCOMPARE(text("problemBannerText"), QStringLiteral("It broke."));
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QVERIFY(!part("problemBanner")->isVisible());
}

void TestStateBar::tellsWhatWaitsToBeStored()
{
    const LogError error{LogError::Code::Busy, QStringLiteral("/a/log"), QStringLiteral("sqlite3 (process 7)"), {}};
    m_bar->showWaiting({{42, true, QStringLiteral("ask Bo")}}, error);
    const QString told = text("problemBannerText");
    for (const char* part : {"“ask Bo”", "42", "sqlite3 (process 7)", "is kept"})
        QVERIFY2(told.contains(QString::fromUtf8(part)), qPrintable(told));
    m_bar->showWaiting({{42, {}, QStringLiteral("ask Bo")}, {43, true, {}}}, error);
    QVERIFY2(text("problemBannerText").contains(QStringLiteral("on 2 deliveries")),
             qPrintable(text("problemBannerText")));
    m_bar->showWaiting({}, error);
    QVERIFY(!part("problemBanner")->isVisible());
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

QTEST_MAIN(TestStateBar)
#include "test_statebar.moc"
