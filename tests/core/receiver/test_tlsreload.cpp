// SPDX-License-Identifier: MIT
#include "core/receiver/receivertls.h"
#include "core/tls/selfsigned.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 day = qint64{24} * 60 * 60 * 1000;

} // namespace

/// The ways in which certificates are renewed.
class TestTlsReload final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesOnAMissingIntermediate();
    void takesOnAFolderThatWasAway();
    void followsEachLink();
    void isSilentAboutOtherFiles();
    void noticesThatTheTimeIsUp();

private:
    [[nodiscard]] QByteArray fingerprint() const { return m_tls->context()->certificate().fingerprint; }
    /// Makes a pair there and uses it; its fingerprint.
    [[nodiscard]] bool makePair(const QString& folder) const;
    [[nodiscard]] bool uses(const QString& folder);
    [[nodiscard]] tls::IdentityFiles pairIn(const QString& folder) const;

    ManualClock m_clock;
    std::unique_ptr<TlsFiles> m_files;
    std::unique_ptr<ReceiverTls> m_tls;
    std::unique_ptr<QSignalSpy> m_changed;
};

void TestTlsReload::init()
{
    m_files = std::make_unique<TlsFiles>();
    m_tls = std::make_unique<ReceiverTls>(m_clock, nullptr, 20ms);
    m_changed = std::make_unique<QSignalSpy>(m_tls.get(), &ReceiverTls::changed);
}

tls::IdentityFiles TestTlsReload::pairIn(const QString& folder) const
{
    return {m_files->path(folder + QStringLiteral("/server.crt")),
            m_files->path(folder + QStringLiteral("/server.key"))};
}

bool TestTlsReload::makePair(const QString& folder) const
{
    return QDir().mkpath(m_files->path(folder)) && tls::makeSelfSigned(pairIn(folder), m_clock.utcMillis()).has_value();
}

bool TestTlsReload::uses(const QString& folder)
{
    return m_tls->use(pairIn(folder), {}, {}).has_value();
}

/// The server's own certificate stays what it was.
void TestTlsReload::takesOnAMissingIntermediate()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(makePair(QStringLiteral("b")));
    QVERIFY(uses(QStringLiteral("a")));
    const auto before = m_tls->context();
    const QString file = QStringLiteral("a/server.crt");
    QVERIFY(m_files->write(file, m_files->content(file) + m_files->content(QStringLiteral("b/server.crt"))));
    QTRY_COMPARE(m_changed->size(), 1);
    QVERIFY(m_tls->context() != before);
    QVERIFY(!m_tls->context()->showsTheSameAs(*before));
    QCOMPARE(m_tls->context()->certificate(), before->certificate());
}

void TestTlsReload::takesOnAFolderThatWasAway()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(makePair(QStringLiteral("b")));
    QVERIFY(uses(QStringLiteral("a")));
    const QByteArray first = fingerprint();
    QVERIFY(QDir().rename(m_files->path(QStringLiteral("a")), m_files->path(QStringLiteral("old"))));
    QTRY_COMPARE(m_changed->size(), 1);
    QVERIFY(m_tls->served()->reloadError);
    QCOMPARE(fingerprint(), first);
    QVERIFY(QDir().rename(m_files->path(QStringLiteral("b")), m_files->path(QStringLiteral("a"))));
    QTRY_COMPARE(m_changed->size(), 2);
    QVERIFY(!m_tls->served()->reloadError);
    QVERIFY(fingerprint() != first);
}

/// As certbot has it: the files are links, and so is what they lead through.
void TestTlsReload::followsEachLink()
{
    QVERIFY(makePair(QStringLiteral("archive/1")));
    QVERIFY(makePair(QStringLiteral("archive/2")));
    QVERIFY(QDir().mkpath(m_files->path(QStringLiteral("own"))));
    const QString live = m_files->path(QStringLiteral("live"));
    QVERIFY(QFile::link(m_files->path(QStringLiteral("archive/1")), live));
    for (const QString& name : {QStringLiteral("/server.crt"), QStringLiteral("/server.key")})
        QVERIFY(QFile::link(live + name, m_files->path(QStringLiteral("own")) + name));
    QVERIFY(uses(QStringLiteral("own")));
    const QByteArray first = fingerprint();
    QVERIFY(QFile::remove(live));
    QVERIFY(QFile::link(m_files->path(QStringLiteral("archive/2")), live));
    QTRY_VERIFY(fingerprint() != first);
    QVERIFY(!m_tls->served()->reloadError);
}

/// However busy the folder is, what is served is changed.
void TestTlsReload::isSilentAboutOtherFiles()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(makePair(QStringLiteral("b")));
    QVERIFY(uses(QStringLiteral("a")));
    const QByteArray first = fingerprint();
    for (const QString& name : {QStringLiteral("server.key"), QStringLiteral("server.crt")})
        QVERIFY(m_files->replace(QStringLiteral("a/") + name, m_files->content(QStringLiteral("b/") + name)));
    int written = 0;
    const auto isTakenOnMeanwhile = [&] {
        return m_files->write(QStringLiteral("a/%1").arg(++written), "x") && fingerprint() != first;
    };
    QTRY_VERIFY(isTakenOnMeanwhile());
    QCOMPARE(m_changed->size(), 1);
}

void TestTlsReload::noticesThatTheTimeIsUp()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(uses(QStringLiteral("a")));
    QVERIFY(m_tls->served()->remarks.isEmpty());
    m_clock.advance(10'000 * day);
    QTRY_COMPARE(m_changed->size(), 1);
    QCOMPARE(m_tls->served()->remarks, QList{tls::CertificateRemark::Expired});
}

QTEST_GUILESS_MAIN(TestTlsReload)
#include "test_tlsreload.moc"
