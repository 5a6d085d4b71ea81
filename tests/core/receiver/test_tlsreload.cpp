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

#include <array>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 day = qint64{24} * 60 * 60 * 1000;

} // namespace

/// The ways in which certificates are renewed, and files that answer late, once, or never.
class TestTlsReload final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesOnAMissingIntermediate();
    void takesOnAFolderThatWasAway();
    void followsEachLink();
    void isSilentAboutOtherFiles();
    void noticesThatTheTimeIsUp();
    void readsAPipeOnce();
    void takesAFileThatAnswersLate();
    void leavesAFileThatNeverAnswers();

private:
    [[nodiscard]] QByteArray fingerprint() const { return m_tls->context()->certificate().fingerprint; }
    /// Makes a pair there and uses it; its fingerprint.
    [[nodiscard]] bool makePair(const QString& folder) const;
    [[nodiscard]] bool uses(const QString& folder) { return uses(pairIn(folder)); }
    [[nodiscard]] bool uses(const tls::IdentityFiles& files);
    /// The pair in the folder `a`, with a key that nobody has written yet.
    [[nodiscard]] tls::IdentityFiles pairWithSilentKey() const;
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

bool TestTlsReload::uses(const tls::IdentityFiles& files)
{
    const QSignalSpy ready(m_tls.get(), &ReceiverTls::ready);
    m_tls->use(files, {}, {});
    return QTest::qWaitFor([&ready] { return !ready.isEmpty(); }, 30'000);
}

tls::IdentityFiles TestTlsReload::pairWithSilentKey() const
{
    const QString pipe = m_files->path(QStringLiteral("pipe.key"));
    const bool isMade = makePair(QStringLiteral("a")) && ::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0;
    return isMade ? tls::IdentityFiles{pairIn(QStringLiteral("a")).certificate, pipe} : tls::IdentityFiles();
}

/// The server's own certificate stays what it was.
void TestTlsReload::takesOnAMissingIntermediate()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(makePair(QStringLiteral("b")));
    QVERIFY(uses(QStringLiteral("a")));
    const auto before = m_tls->context();
    const QString file = QStringLiteral("a/server.crt");
    QVERIFY(m_files->replace(file, m_files->content(file) + m_files->content(QStringLiteral("b/server.crt"))));
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

/// As a shell hands over what a program writes: --tls-key <(pass show key).
void TestTlsReload::readsAPipeOnce()
{
    QVERIFY(makePair(QStringLiteral("a")));
    QVERIFY(makePair(QStringLiteral("b")));
    std::array<int, 2> ends{};
    QCOMPARE(::pipe(ends.data()), 0);
    const QByteArray key = m_files->content(QStringLiteral("a/server.key"));
    QCOMPARE(::write(ends[1], key.constData(), static_cast<std::size_t>(key.size())), key.size());
    ::close(ends[1]);
    const tls::IdentityFiles files{pairIn(QStringLiteral("a")).certificate, QStringLiteral("/dev/fd/%1").arg(ends[0])};
    QVERIFY(uses(files));
    QVERIFY(uses(files)); // the port was taken, say
    const QString certificate = QStringLiteral("a/server.crt");
    const QByteArray more = m_files->content(certificate) + m_files->content(QStringLiteral("b/server.crt"));
    QVERIFY(m_files->replace(certificate, more)); // as a whole: half of it would be a change, too
    QTRY_COMPARE(m_changed->size(), 1);
    QVERIFY(!m_tls->served()->reloadError);
    ::close(ends[0]);
}

void TestTlsReload::takesAFileThatAnswersLate()
{
    m_tls = std::make_unique<ReceiverTls>(m_clock, nullptr, 20ms, 500ms);
    const tls::IdentityFiles files = pairWithSilentKey();
    QVERIFY(!files.isEmpty());
    const QSignalSpy failed(m_tls.get(), &ReceiverTls::failed);
    const QSignalSpy ready(m_tls.get(), &ReceiverTls::ready);
    m_tls->use(files, {}, {});
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.constFirst().constFirst().value<tls::IdentityError>();
    QCOMPARE(error.code, tls::IdentityError::Code::NoAnswer);
    QFile pipe(files.key);
    QVERIFY(pipe.open(QIODevice::WriteOnly)); // once it is read, and no sooner
    QVERIFY(pipe.write(m_files->content(QStringLiteral("a/server.key"))) > 0);
    pipe.close();
    const auto isUsed = [&] {
        m_tls->use(files, {}, {});
        return QTest::qWaitFor([&ready] { return !ready.isEmpty(); }, 500);
    };
    QTRY_VERIFY(isUsed());
    QVERIFY(m_tls->context());
}

void TestTlsReload::leavesAFileThatNeverAnswers()
{
    QVERIFY(makePair(QStringLiteral("b")));
    QVERIFY(uses(QStringLiteral("b")));
    const auto before = m_tls->context();
    const tls::IdentityFiles silent = pairWithSilentKey();
    QVERIFY(!silent.isEmpty());
    const QSignalSpy failed(m_tls.get(), &ReceiverTls::failed);
    m_tls->use(silent, {}, {});
    QCOMPARE(m_tls->context(), before);
    QVERIFY(uses(QStringLiteral("a"))); // it holds nobody up
    QVERIFY(failed.isEmpty());
    m_tls.reset(); // nor here
}

QTEST_GUILESS_MAIN(TestTlsReload)
#include "test_tlsreload.moc"
