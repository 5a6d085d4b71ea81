// SPDX-License-Identifier: MIT
#include "core/receiver/refusalrate.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 minute = 60'000;
constexpr int bound = 3;

QHostAddress address(const char* text)
{
    return QHostAddress(QString::fromLatin1(text));
}

} // namespace

class TestRefusalRate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void turnsAwayAboveTheBound();
    void turnsAwayForAWhile();
    void takesWhoWasSilentMeanwhile();
    void tellsHowLong();
    void staysWhileTheFloodGoesOn();
    void forgetsSlowOnes();
    void neverTurnsAwayAVerifiedSender();
    void remembersSoManyVerifiedSenders();
    void knowsNoBound();
    void countsWhatOneCustomerHas();
    void isBoundedInMemory();

private:
    void flood(const QHostAddress& peer);

    ManualClock m_clock;
    std::unique_ptr<RefusalRate> m_rate;
};

void TestRefusalRate::init()
{
    m_rate = std::make_unique<RefusalRate>(m_clock);
    m_rate->setMaxPerMinute(bound);
}

void TestRefusalRate::flood(const QHostAddress& peer)
{
    for (int count = 1; count <= bound; ++count)
        QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
    QVERIFY(!m_rate->admits(Verdict::Mismatch, peer));
}

void TestRefusalRate::turnsAwayAboveTheBound()
{
    flood(address("192.0.2.1"));
    QVERIFY(m_rate->admits(Verdict::Mismatch, address("192.0.2.2")));
}

void TestRefusalRate::turnsAwayForAWhile()
{
    const QHostAddress peer = address("192.0.2.1");
    flood(peer);
    m_clock.advance(minute);
    QVERIFY(!m_rate->admits(Verdict::Mismatch, peer));
    m_clock.advance(minute);
    QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
}

void TestRefusalRate::takesWhoWasSilentMeanwhile()
{
    const QHostAddress peer = address("192.0.2.1");
    flood(peer);
    m_clock.advance(2 * minute);
    QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
}

/// Who comes again after that is taken.
void TestRefusalRate::tellsHowLong()
{
    const QHostAddress peer = address("192.0.2.1");
    m_clock.advance(3'000);
    flood(peer);
    QCOMPARE(m_rate->secondsLeft(peer), 117);
    m_clock.advance(60'500);
    QVERIFY(!m_rate->admits(Verdict::Mismatch, peer)); // too early, by what he was told
    QCOMPARE(m_rate->secondsLeft(peer), 57);
    m_clock.advance(57'000);
    QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
}

void TestRefusalRate::staysWhileTheFloodGoesOn()
{
    const QHostAddress peer = address("192.0.2.1");
    flood(peer);
    for (int minutes = 0; minutes < 5; ++minutes) {
        m_clock.advance(minute);
        for (int count = 0; count <= bound; ++count)
            QVERIFY(!m_rate->admits(Verdict::Mismatch, peer));
    }
}

void TestRefusalRate::forgetsSlowOnes()
{
    const QHostAddress peer = address("192.0.2.1");
    for (int minutes = 0; minutes < 5; ++minutes) {
        for (int count = 1; count <= bound; ++count)
            QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
        m_clock.advance(minute);
    }
    m_clock.setUtcMillis(0); // the user's clock has nothing to say in it
    QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
}

void TestRefusalRate::neverTurnsAwayAVerifiedSender()
{
    const QHostAddress peer = address("192.0.2.1");
    flood(peer);
    m_rate->addVerified(peer);
    for (int count = 0; count < 10 * bound; ++count)
        QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
    for (int other = 1; other < RefusalRate::maxVerifiedPeers; ++other)
        m_rate->addVerified(QHostAddress(static_cast<quint32>(other)));
    for (int count = 0; count < 10 * bound; ++count)
        QVERIFY(m_rate->admits(Verdict::Mismatch, peer));
}

/// One more, and they prove themselves anew.
void TestRefusalRate::remembersSoManyVerifiedSenders()
{
    for (int each = 1; each <= RefusalRate::maxVerifiedPeers; ++each)
        m_rate->addVerified(QHostAddress(static_cast<quint32>(each)));
    QVERIFY(m_rate->isVerified(QHostAddress(quint32{1})));
    const QHostAddress last = address("192.0.2.1");
    m_rate->addVerified(last);
    QVERIFY(m_rate->isVerified(last));
    QVERIFY(!m_rate->isVerified(QHostAddress(quint32{1})));
}

void TestRefusalRate::knowsNoBound()
{
    m_rate->setMaxPerMinute(0);
    for (int count = 0; count < 10 * bound; ++count)
        QVERIFY(m_rate->admits(Verdict::Mismatch, address("192.0.2.1")));
}

void TestRefusalRate::countsWhatOneCustomerHas()
{
    flood(address("2001:db8:1:2::1"));
    QVERIFY(!m_rate->admits(Verdict::Mismatch, address("2001:db8:1:2:ffff::9")));
    QVERIFY(m_rate->admits(Verdict::Mismatch, address("2001:db8:1:3::1")));
}

/// One who has many addresses gains nothing by them, and takes nobody's place.
void TestRefusalRate::isBoundedInMemory()
{
    const QHostAddress known = address("192.0.2.1");
    QVERIFY(m_rate->admits(Verdict::Mismatch, known));
    for (int other = 1; other < RefusalRate::maxPeers; ++other)
        QVERIFY(m_rate->admits(Verdict::Mismatch, QHostAddress(static_cast<quint32>(other))));
    constexpr quint32 unknown = 1'000'000;
    for (int count = 0; count < bound; ++count)
        QVERIFY(m_rate->admits(Verdict::Mismatch, QHostAddress(unknown + static_cast<quint32>(count))));
    QVERIFY(!m_rate->admits(Verdict::Mismatch, QHostAddress(unknown + bound)));
    QVERIFY(m_rate->admits(Verdict::Mismatch, known));
}

QTEST_APPLESS_MAIN(TestRefusalRate)
#include "test_refusalrate.moc"
