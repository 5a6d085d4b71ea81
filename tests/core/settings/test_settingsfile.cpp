// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"
#include "tests/support/filecontent.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr QFileDevice::Permissions anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                 QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                                 QFileDevice::WriteOther | QFileDevice::ExeOther;

Settings withPort(quint16 port)
{
    Settings settings;
    settings.receiver.port = port;
    return settings;
}

} // namespace

/// The file itself: who may read it, and that nothing that a user wrote is lost.
class TestSettingsFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isForTheOwnerOnly();
    void tightensBeforeItWrites();
    void leavesAFolderThatIsThere();
    void holdsNoSecret();
    void keepsWhatIsNotItsOwn();
    void keepsWhatIsNotItsOwnInAList();
    void readsAByteOrderMark();
    void keepsWhatASymbolicLinkPointsAt();
    void needsNotWriteWhatIsThere();
    void knowsACopy();
    void doesNotTouchADamagedFile_data();
    void doesNotTouchADamagedFile();
    void saysWhatItCannotUse_data();
    void saysWhatItCannotUse();
    void tellsWhatTheSystemSays();
    void losesNothingOnAFullDisk_data();
    void losesNothingOnAFullDisk();
    void isReadWhereTheTemporaryFolderTakesNothing();
    void standsInThePlatformsFolders();

private:
    void put(const QByteArray& content) const;
    [[nodiscard]] QByteArray content() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSettingsFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("kaunt-monitor.conf"));
}

void TestSettingsFile::put(const QByteArray& content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray TestSettingsFile::content() const
{
    return contentOf(m_path);
}

void TestSettingsFile::isForTheOwnerOnly()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b"));
    const SettingsFile file(folder + QStringLiteral("/c.conf"));
    QVERIFY(!file.exists());
    QVERIFY(file.write({}));
    QVERIFY(file.exists());
    QVERIFY(!(QFile::permissions(file.path()) & anybodyElse));
    QVERIFY(!(QFile::permissions(folder) & anybodyElse));
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("c.conf")});
}

/// Who has the old file open, from when everybody could, does not get to see the new content.
void TestSettingsFile::tightensBeforeItWrites()
{
    put("[receiver]\nport=1\n");
    QVERIFY(QFile::setPermissions(m_path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup |
                                              QFileDevice::ReadOther));
    QFile open(m_path);
    QVERIFY(open.open(QIODevice::ReadOnly));
    QVERIFY(SettingsFile(m_path).write(withPort(4711)));
    QVERIFY(!(QFile::permissions(m_path) & anybodyElse));
    QVERIFY(content().contains("4711"));
    QCOMPARE(open.readAll(), "[receiver]\nport=1\n");
}

void TestSettingsFile::leavesAFolderThatIsThere()
{
    const auto before =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner | QFileDevice::ExeOther;
    QVERIFY(QFile::setPermissions(m_folder->path(), before));
    QVERIFY(SettingsFile(m_path).write({}));
    QCOMPARE(QFile::permissions(m_folder->path()) & anybodyElse, QFileDevice::ExeOther);
}

void TestSettingsFile::holdsNoSecret()
{
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "hook-value"}};
    settings.api.credentials.fallback = {QStringLiteral("id"), "api-value"};
    settings.api.credentials.byTenant = {{QStringLiteral("t"), {QStringLiteral("tid"), "tenant-value"}}};
    QVERIFY(SettingsFile(m_path).write(settings));
    const QByteArray written = content();
    QVERIFY(written.contains("current") && written.contains("tid"));
    QVERIFY2(!written.contains("-value"), written.constData());
    QVERIFY(!written.contains(QByteArray("hook-value").toBase64()));
    const auto read = SettingsFile(m_path).read();
    QVERIFY(read);
    QCOMPARE(read->receiver.endpoints.first().secrets, (QList<SigningSecret>{{QStringLiteral("current"), {}}}));
}

void TestSettingsFile::keepsWhatIsNotItsOwn()
{
    put("top=level\n[receiver]\nport=1\nlater=\"a, b\"\n[Window]\nsizes=1, 2\n[endpoints]\nsize=2\n2\\name=gone\n");
    QVERIFY(SettingsFile(m_path).write(withPort(2)));
    const QByteArray written = content();
    QVERIFY2(written.contains("later=\"a, b\"") && written.contains("sizes=1, 2") && written.contains("top=level"),
             written.constData());
    QVERIFY2(!written.contains("gone"), written.constData());
    QCOMPARE(*SettingsFile(m_path).read(), withPort(2));
}

/// A key goes with its entry, and not to another one that has come to its place.
void TestSettingsFile::keepsWhatIsNotItsOwnInAList()
{
    const QByteArray two = "[endpoints]\nsize=2\nlater=yes\n1\\name=alpha\n1\\path=/a\n1\\comment=mine\n1\\deep\\er=1\n"
                           "1\\secrets\\size=2\n1\\secrets\\1\\name=old\n1\\secrets\\1\\since=May\n"
                           "1\\secrets\\2\\name=new\n2\\name=beta\n2\\path=/b\n2\\comment=theirs\n";
    put(two);
    const SettingsFile file(m_path);
    auto settings = file.read();
    QVERIFY(settings);
    QVERIFY(file.write(*settings));
    for (const char* kept : {"later=yes", "comment=mine", "deep\\er=1", "since=May", "comment=theirs"})
        QVERIFY2(content().contains(kept), content().constData());
    settings->receiver.endpoints.removeFirst();
    QVERIFY(file.write(*settings));
    for (const char* gone : {"mine", "theirs", "deep", "since", "alpha"})
        QVERIFY2(!content().contains(gone), content().constData());
    QVERIFY(content().contains("later=yes"));
    QCOMPARE(file.read()->receiver.endpoints, settings->receiver.endpoints);

    put(two);
    settings = file.read();
    settings->receiver.endpoints.first().secrets.removeFirst();
    QVERIFY(file.write(*settings));
    QVERIFY2(content().contains("mine") && !content().contains("since"), content().constData());
    QCOMPARE(*file.read(), *settings);
}

/// As Windows' editors put it in front of UTF-8.
void TestSettingsFile::readsAByteOrderMark()
{
    put("\xef\xbb\xbf[receiver]\nport=4711\n");
    const SettingsFile file(m_path);
    QCOMPARE(*file.read(), withPort(4711));
    QVERIFY(file.write(withPort(4712)));
    QVERIFY(!content().contains('\xbb') && !content().contains("4711"));
    QCOMPARE(*file.read(), withPort(4712));
}

void TestSettingsFile::keepsWhatASymbolicLinkPointsAt()
{
    const QString target = m_folder->filePath(QStringLiteral("dotfiles.conf"));
    QVERIFY(SettingsFile(target).write(withPort(1)));
    QVERIFY(QFile::link(target, m_path));
    QVERIFY(SettingsFile(m_path).write(withPort(2)));
    QVERIFY(QFileInfo(m_path).isSymLink());
    QCOMPARE(SettingsFile(target).read()->receiver.port, 2);
}

/// Of a file that is read-only, a secret is entered, and no more.
void TestSettingsFile::needsNotWriteWhatIsThere()
{
    const QString folder = m_folder->filePath(QStringLiteral("gone"));
    const QString path = folder + QStringLiteral("/kaunt-monitor.conf");
    QVERIFY(SettingsFile(path).write(withPort(1)));
    QFile open(path);
    QVERIFY(open.open(QIODevice::ReadOnly));
    QVERIFY(QDir(folder).removeRecursively());
    // Readable still, and nothing can take its place: not even for root, who may write into every folder.
    const SettingsFile file(QStringLiteral("/proc/self/fd/%1").arg(open.handle()));
    QCOMPARE(*file.read(), withPort(1));
    Settings settings = withPort(1);
    settings.receiver.tlsPassphrase = "entered";
    settings.scopeFile = m_path;
    QVERIFY(file.write(settings));
    QCOMPARE(file.write(withPort(2)).error().code, SettingsError::Code::NotWritable);
    QCOMPARE(*file.read(), withPort(1));
}

void TestSettingsFile::knowsACopy()
{
    const SettingsFile original(m_path);
    Settings settings;
    QVERIFY(original.write(settings));
    QVERIFY(!original.isCopy(settings)); // by hand
    settings.secretScope = QStringLiteral("5f0c");
    settings.scopeFile = m_path;
    QVERIFY(original.write(settings));
    QVERIFY(!original.isCopy(settings));
    const QString copyPath = m_folder->filePath(QStringLiteral("copy.conf"));
    QVERIFY(QFile::copy(m_path, copyPath));
    const SettingsFile copy(copyPath);
    QVERIFY(copy.isCopy(settings));
    const QString link = m_folder->filePath(QStringLiteral("link.conf"));
    QVERIFY(QFile::link(m_path, link));
    QVERIFY(!SettingsFile(link).isCopy(settings));

    put("[damaged"); // who knows what was there
    QVERIFY(copy.isCopy(settings));
    QVERIFY(QFile::remove(m_path)); // as if it had been moved
    QVERIFY(!copy.isCopy(settings));
    Settings others;
    others.secretScope = QStringLiteral("60a1");
    QVERIFY(original.write(others)); // and another file stands in its place
    QVERIFY(!copy.isCopy(settings));
}

void TestSettingsFile::doesNotTouchADamagedFile_data()
{
    using Code = SettingsError::Code;
    QTest::addColumn<QByteArray>("damaged");
    QTest::addColumn<Code>("code");
    QTest::addColumn<int>("line");
    const auto row = [](const char* name, const QByteArray& damaged, Code code, int line) {
        QTest::newRow(name) << damaged << code << line;
    };
    row("cut off", "[receiver]\nport=1\n[endp", Code::NotUnderstood, 3);
    row("another file", "<?xml version>\n<a/>\n", Code::NotUnderstood, 1);
    row("in a later section", "[receiver]\nport=1\n[api]\ngarbage\n", Code::NotUnderstood, 4);
    row("without its bracket", "; ours\r\n\r\n[receiver\r\nport=1\r\n", Code::NotUnderstood, 3);
    row("another comment", "[receiver]\nport=1\n# of mine\n", Code::NotUnderstood, 3);
    row("behind a value on two lines", "[alerts]\ncommand=\"/a\nb\"\n[receiver]\nport 1\n", Code::NotUnderstood, 5);
    row("bytes", QByteArray("SQLite format 3\0\1\2\3\xff\xfe", 21), Code::NotUtf8, 1);
    row("ISO 8859-1", "[endpoints]\nsize=1\n1\\name=pr\xf8ve\n", Code::NotUtf8, 3);
    row("UTF-16", QByteArray("\xff\xfe[\0a\0]\0\n\0p\0=\0", 14), Code::NotUtf8, 1);
    row("UTF-16 without a mark", QByteArray("[\0a\0]\0\n\0p\0=\0", 12), Code::NotUtf8, 1);
}

void TestSettingsFile::doesNotTouchADamagedFile()
{
    QFETCH(const QByteArray, damaged);
    QFETCH(const SettingsError::Code, code);
    put(damaged);
    const SettingsFile file(m_path);
    const auto read = file.read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().path, m_path);
    QTEST(read.error().line, "line");
    const auto written = file.write({});
    QVERIFY(!written);
    QCOMPARE(written.error().code, code);
    QCOMPARE(content(), damaged);
}

void TestSettingsFile::saysWhatItCannotUse_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<SettingsError::Code>("onWrite");
    QTest::newRow("a folder") << QStringLiteral("/") << false << SettingsError::Code::NotReadable;
    QTest::newRow("can't be read to its end")
        << QStringLiteral("/proc/self/mem") << false << SettingsError::Code::NotReadable;
    QTest::newRow("no file may be here") << QStringLiteral("/proc/self/no.conf") << true
                                         << SettingsError::Code::NotWritable;
    QTest::newRow("no folder may be here")
        << QStringLiteral("/proc/self/no/no.conf") << true << SettingsError::Code::NotWritable;
    QTest::newRow("below a file") << QStringLiteral("/proc/self/stat/no.conf") << true
                                  << SettingsError::Code::NotWritable;
}

void TestSettingsFile::saysWhatItCannotUse()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isReadable);
    QFETCH(const SettingsError::Code, onWrite);
    const SettingsFile file(path);
    const auto read = file.read();
    QCOMPARE(read.has_value(), isReadable);
    if (!isReadable)
        QCOMPARE(read.error().code, SettingsError::Code::NotReadable);
    const auto written = file.write({});
    QVERIFY(!written);
    QCOMPARE(written.error().code, onWrite);
    QCOMPARE(written.error().path, path);
}

void TestSettingsFile::tellsWhatTheSystemSays()
{
    const auto written = SettingsFile(QStringLiteral("/proc/self/no.conf")).write({});
    QVERIFY(!written);
    QCOMPARE(written.error().code, SettingsError::Code::NotWritable);
    QVERIFY(!written.error().systemText.isEmpty());
}

void TestSettingsFile::losesNothingOnAFullDisk_data()
{
    QTest::addColumn<int>("room");
    QTest::newRow("none") << 0;
    QTest::newRow("some") << 500;
    QTest::newRow("all but one byte") << -1;
}

void TestSettingsFile::losesNothingOnAFullDisk()
{
    QFETCH(const int, room);
    const SettingsFile file(m_path);
    QVERIFY(file.write(withPort(1)));
    const QByteArray before = content();
    rlimit unlimited{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto bytes = room < 0 ? before.size() + room : room;
    const rlimit tight{static_cast<rlim_t>(bytes), unlimited.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = file.write(withPort(2));
    setrlimit(RLIMIT_FSIZE, &unlimited);
    (void)std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().code, SettingsError::Code::NotWritable);
    QCOMPARE(content(), before);
    QCOMPARE(*file.read(), withPort(1));
}

void TestSettingsFile::isReadWhereTheTemporaryFolderTakesNothing()
{
    const SettingsFile file(m_path);
    QVERIFY(file.write(withPort(1)));
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/proc/nowhere");
    const auto read = file.read();
    if (before.isNull())
        qunsetenv("TMPDIR");
    else
        qputenv("TMPDIR", before);
    QVERIFY(read);
    QCOMPARE(*read, withPort(1));
}

void TestSettingsFile::standsInThePlatformsFolders()
{
    const QString config = m_folder->filePath(QStringLiteral("config"));
    const QString data = m_folder->filePath(QStringLiteral("data"));
    qputenv("XDG_CONFIG_HOME", config.toUtf8());
    qputenv("XDG_DATA_HOME", data.toUtf8());
    QCOMPARE(SettingsFile::defaultPath(), config + QStringLiteral("/kaunt-monitor/kaunt-monitor.conf"));
    QCOMPARE(SettingsFile::defaultDataDirectory(), data + QStringLiteral("/kaunt-monitor"));
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "test_settingsfile.moc"
