// SPDX-License-Identifier: MIT
#include "ui/forwardsentences.h"
#include "ui/statebanners.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <functional>

using namespace kaunt;

namespace {

constexpr char here[] = "http://127.0.0.1:8787/webhooks/kaunt";

ReceiverStatus listeningAt(const char* url)
{
    const QUrl place{QLatin1String(url)};
    return {ReceiverState::Listening, {{QStringLiteral("default"), place, QHostAddress(place.host())}}, {}};
}

} // namespace

/// The strips beneath the state line: each is there for as long as what it tells of.
class TestStateBanners final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesNoRoomForNothing();
    void saysWhyItCannotListen();
    void saysPlainlyThatOthersCanReachIt();
    void saysWhatHasNoSecret();
    void saysWhatIsWrongWithACertificate();
    void keepsAFailingLogOnDisplay();
    void letsAProblemBePutAway();
    void bringsBackTheProblemBeneath();
    void keepsTheKeyboardForTheProblemBeneath();
    void tellsWhatWaitsToBeStored();
    void saysWhereAnswersComeFrom();
    void saysThatItIsPublic();
    void tellsWhichTargetsAreDown();
    void tellsHowManyWerePassedOver();
    void tellsEachConcern();

private:
    [[nodiscard]] QWidget* part(const char* name) const { return m_page->findChild<QWidget*>(QLatin1String(name)); }
    [[nodiscard]] QString text(const char* name) const
    {
        return m_page->findChild<QLabel*>(QLatin1String(name))->text();
    }

    std::unique_ptr<QWidget> m_page;
    StateBanners* m_banners = nullptr;
};

void TestStateBanners::init()
{
    m_page = std::make_unique<QWidget>();
    m_banners = new StateBanners(m_page.get());
    m_page->setLayout(m_banners);
    m_page->show();
}

void TestStateBanners::takesNoRoomForNothing()
{
    QVERIFY(m_banners->isEmpty());
    m_banners->showProblem({QStringLiteral("It broke."), {}, {}});
    QVERIFY(!m_banners->isEmpty());
}

void TestStateBanners::tellsEachConcern()
{
    Concern disk;
    disk.kind = Concern::Kind::DiskNearlyFull;
    Concern clock;
    clock.kind = Concern::Kind::ClockWrong;
    m_banners->showConcern(clock);
    m_banners->showConcern(disk);
    disk.bytes = 4'096;
    m_banners->showConcern(disk);
    QCOMPARE(text("concernBannerText"), sentenceFor(clock).text() + u'\n' + sentenceFor(disk).text());
    m_banners->clearConcern(clock.kind);
    QCOMPARE(text("concernBannerText"), sentenceFor(disk).text());
    m_banners->clearConcern(disk.kind);
    QVERIFY(!part("concernBanner")->isVisible());
}

void TestStateBanners::saysWhyItCannotListen()
{
    const ListenError error{ListenError::Code::PortTaken, QHostAddress(QHostAddress::LocalHost), 8787, {}, {}};
    m_banners->setStatus({ReceiverState::Failed, {}, error});
    QVERIFY(part("listenBanner")->isVisible());
    QVERIFY(text("listenBannerText").startsWith(sentenceFor(error).text()));
    QVERIFY(text("listenBannerText").endsWith(QStringLiteral("tried again every few seconds.")));
    m_banners->setStatus(listeningAt(here));
    QVERIFY(!part("listenBanner")->isVisible());
}

void TestStateBanners::saysPlainlyThatOthersCanReachIt()
{
    m_banners->setStatus(listeningAt("http://0.0.0.0:8787/webhooks/kaunt"));
    QVERIFY(part("exposureBanner")->isVisible());
    QVERIFY(text("exposureBannerText").contains(QStringLiteral("from other machines")));
    m_banners->setStatus(listeningAt("http://[::1]:8787/webhooks/kaunt"));
    QVERIFY(!part("exposureBanner")->isVisible());
}

void TestStateBanners::saysWhatHasNoSecret()
{
    m_banners->setEndpointsWithoutSecret({QStringLiteral("default")});
    QVERIFY(part("secretBanner")->isVisible());
    QVERIFY(text("secretBannerText").contains(QStringLiteral("503")));
    QVERIFY(text("secretBannerText").contains(QStringLiteral("Partner Portal")));
    m_banners->setEndpointsWithoutSecret({}, {QStringLiteral("default")}); // it is there: none is to be typed over it
    QVERIFY(part("secretBanner")->isVisible());
    QVERIFY(!text("secretBannerText").contains(QStringLiteral("Partner Portal")));
    QVERIFY(text("secretBannerText").contains(QStringLiteral("Unlock the keyring")));
    m_banners->setEndpointsWithoutSecret({});
    QVERIFY(!part("secretBanner")->isVisible());
}

void TestStateBanners::saysWhatIsWrongWithACertificate()
{
    const tls::Certificate certificate{"f", 0, 1'769'864'531'123};
    ReceiverStatus status = listeningAt("https://127.0.0.1:8787/webhooks/kaunt");
    status.certificate = ServedCertificate{certificate, {}, {}};
    m_banners->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
    status.certificate->remarks = {tls::CertificateRemark::AuthorityUnknownHere};
    m_banners->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
    status.certificate->remarks = {tls::CertificateRemark::AuthorityUnknownHere, tls::CertificateRemark::Expired};
    m_banners->setStatus(status);
    QCOMPARE(text("certificateBannerText"), sentenceFor(tls::CertificateRemark::Expired, certificate).text());
    const tls::IdentityError broken{tls::IdentityError::Code::KeyNotMatching, QStringLiteral("/k.pem"), {}};
    status.certificate->reloadError = broken;
    m_banners->setStatus(status);
    QCOMPARE(text("certificateBannerText"), reloadSentence(broken).text());
    status.certificate.reset();
    m_banners->setStatus(status);
    QVERIFY(!part("certificateBanner")->isVisible());
}

void TestStateBanners::keepsAFailingLogOnDisplay()
{
    const LogError error{LogError::Code::DiskFull, QStringLiteral("/var/log/events.sqlite"), {}, {}};
    m_banners->showStoringFailed(error);
    m_banners->setStatus(listeningAt(here));
    QVERIFY(part("storingBanner")->isVisible());
    QCOMPARE(text("storingBannerText"), storingSentence(error).text());
    QVERIFY(!part("storingBannerClose")->isVisible());
    m_banners->clearStoringFailed();
    QVERIFY(!part("storingBanner")->isVisible());
}

void TestStateBanners::letsAProblemBePutAway()
{
    m_banners->showProblem({QStringLiteral("It broke."), {}, QStringLiteral("Mend it.")});
    QCOMPARE(text("problemBannerText"), QStringLiteral("It broke. Mend it."));
    QVERIFY(part("problemBanner")->isVisible());
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QVERIFY(!part("problemBanner")->isVisible());
}

void TestStateBanners::bringsBackTheProblemBeneath()
{
    m_banners->showProblem({QStringLiteral("It broke."), {}, {}});
    m_banners->showProblem({QStringLiteral("It is locked."), {}, {}}, QStringLiteral("lock"));
    m_banners->showProblem({QStringLiteral("A small one."), {}, {}});
    m_banners->showProblem({QStringLiteral("A small one."), {}, {}});
    QVERIFY2(text("problemBannerText").startsWith(QStringLiteral("A small one.\n2 more")),
             qPrintable(text("problemBannerText")));
    m_banners->clearProblems(QStringLiteral("lock"));
    QVERIFY(text("problemBannerText").startsWith(QStringLiteral("A small one.\nOne more")));
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QCOMPARE(text("problemBannerText"), QStringLiteral("It broke."));
    QTest::mouseClick(part("problemBannerClose"), Qt::LeftButton);
    QVERIFY(!part("problemBanner")->isVisible());
}

void TestStateBanners::keepsTheKeyboardForTheProblemBeneath()
{
    (new QLineEdit(m_page.get()))->show(); // where the keyboard would go
    m_banners->showProblem({QStringLiteral("It broke."), {}, {}});
    m_banners->showProblem({QStringLiteral("It is locked."), {}, {}});
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QWidget* close = part("problemBannerClose");
    close->setFocus();
    QTest::keyClick(close, Qt::Key_Space);
    QCOMPARE(text("problemBannerText"), QStringLiteral("It broke."));
    QCOMPARE(m_page->focusWidget(), close);
}

void TestStateBanners::tellsWhatWaitsToBeStored()
{
    const LogError error{LogError::Code::Busy, QStringLiteral("/a/log"), QStringLiteral("sqlite3 (process 7)"), {}};
    m_banners->showWaiting({{42, true, QStringLiteral("ask Bo")}}, error);
    const QString told = text("problemBannerText");
    for (const char* part : {"“ask Bo”", "42", "sqlite3 (process 7)", "is kept"})
        QVERIFY2(told.contains(QString::fromUtf8(part)), qPrintable(told));
    m_banners->showWaiting({{42, {}, QStringLiteral("ask Bo")}, {43, true, {}}}, error);
    QVERIFY2(text("problemBannerText").contains(QStringLiteral("on 2 deliveries")),
             qPrintable(text("problemBannerText")));
    m_banners->showWaiting({}, error);
    QVERIFY(!part("problemBanner")->isVisible());
}

void TestStateBanners::saysWhereAnswersComeFrom()
{
    Settings settings;
    settings.forwards = {ForwardSettings()};
    settings.forwards.first().url = QUrl(QStringLiteral("http://a.example/hook"));
    m_banners->setPassThrough(passThroughSentences(settings));
    QVERIFY(!part("passThroughBanner")->isVisible());
    settings.forwards.first().isPassThrough = true;
    m_banners->setPassThrough(passThroughSentences(settings));
    QVERIFY(part("passThroughBanner")->isVisible());
    QVERIFY(text("passThroughBannerText").startsWith(u"Answers come from “http://a.example/hook” (pass through)."));
    const QSignalSpy requested(m_banners, &StateBanners::settingsRequested);
    const QList<QToolButton*> buttons = part("passThroughBanner")->findChildren<QToolButton*>();
    for (QToolButton* button : buttons)
        button->click();
    QCOMPARE(requested.size(), 1);
    m_banners->setPassThrough({});
    QVERIFY(!part("passThroughBanner")->isVisible());
}

void TestStateBanners::saysThatItIsPublic()
{
    const QUrl url(QStringLiteral("https://a-b-c.trycloudflare.com/webhooks/kaunt"));
    QVERIFY(!part("tunnelBanner")->isVisible());
    const ReceiverStatus listening = listeningAt(here);
    m_banners->setStatus(listening);
    TunnelState state;
    state.phase = TunnelState::Phase::Up;
    m_banners->showTunnel(state, url);
    QVERIFY(part("tunnelBanner")->isVisible());
    QVERIFY(text("tunnelBannerText").contains(url.toString()));
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("Anyone on the internet")));
    const QList<QToolButton*> buttons = part("tunnelBanner")->findChildren<QToolButton*>();
    QSignalSpy requested(m_banners, &StateBanners::tunnelRequested);
    for (QToolButton* button : buttons)
        button->click();
    QCOMPARE(QApplication::clipboard()->text(), url.toString());
    QCOMPARE(requested.size(), 1);
    m_banners->setStatus({ReceiverState::Stopped, {}, {}});
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("leads nowhere")));
    m_banners->setStatus(listening);
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("Anyone on the internet")));
    state.phase = TunnelState::Phase::Down;
    state.reason = TunnelState::Reason::Exited;
    m_banners->showTunnel(state, {});
    QVERIFY(text("tunnelBannerText").contains(QStringLiteral("The tunnel is down")));
    const auto hasText = [this](const QString& words) {
        const QList<QLabel*> labels = part("tunnelBanner")->findChildren<QLabel*>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel* label) { return label->text() == words; });
    };
    QVERIFY(hasText(QStringLiteral("⚠")));
    QCOMPARE(std::count_if(buttons.cbegin(), buttons.cend(), std::mem_fn(&QToolButton::isVisible)),
             1); // no URL to copy
    m_banners->showTunnel({}, {});
    QVERIFY(!part("tunnelBanner")->isVisible());
}

void TestStateBanners::tellsWhichTargetsAreDown()
{
    const ForwardState one{
        QStringLiteral("http://a.example/"), true, 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, 0};
    const ForwardState other{QStringLiteral("http://b.example/"), true, 503, {}, 0};
    QVERIFY(!part("forwardBanner")->isVisible());
    m_banners->showForward(one);
    m_banners->showForward(other);
    m_banners->showForward(one);
    QCOMPARE(text("forwardBannerText"), sentenceFor(one).text() + u'\n' + sentenceFor(other).text());
    m_banners->showForward({one.target, false, 0, {}, 0});
    QCOMPARE(text("forwardBannerText"), sentenceFor(other).text());
    m_banners->showForward({other.target, false, 0, {}, 0});
    QVERIFY(!part("forwardBanner")->isVisible());
}

void TestStateBanners::tellsHowManyWerePassedOver()
{
    const QString target = QStringLiteral("http://a.example/");
    m_banners->showForward({target, true, 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, 0});
    m_banners->showForward({target, true, 0, {}, 40});
    m_banners->showForward({target, true, 0, {}, 2});
    QVERIFY2(text("problemBannerText").contains(u"42"), qPrintable(text("problemBannerText")));
    QVERIFY(part("forwardBanner")->isVisible());
    m_banners->showForward({target, false, 0, {}, 0});
    QVERIFY(part("problemBanner")->isVisible()); // they were not sent, whatever it does now
}

QTEST_MAIN(TestStateBanners)
#include "test_statebanners.moc"
