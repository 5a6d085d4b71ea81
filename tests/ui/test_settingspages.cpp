// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "core/secrets/filesecretstore.h"
#include "tests/ui/pictures.h"
#include "tests/ui/samplesettings.h"
#include "ui/settingsdialog.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QSet>
#include <QStackedWidget>
#include <QStyle>
#include <QStyleFactory>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Every page of the settings: reached by the keyboard, named, on a small screen, in a light and a dark palette. The
/// pictures are kept in `pictures` beside the test programs, for people to look at.
class TestSettingsPages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void namesEveryControl();
    void reachesEveryControlByTab();
    void hasMnemonicsThatDoNotClash();
    void givesTextsTheirOwnHeight();
    void keepsHeightsWhereARemarkComesAndGoes();
    void fitsASmallScreen();
    void hasAPictureOfEveryPage_data();
    void hasAPictureOfEveryPage();

private:
    void open(const Settings& settings);
    [[nodiscard]] QListWidget* titles() const
    {
        return m_dialog->findChild<QListWidget*>(QStringLiteral("settingsPages"));
    }
    [[nodiscard]] QList<QWidget*> controls() const;

    QTemporaryDir m_folder;
    SystemClock m_clock;
    FileSecretStore m_store{m_folder.path()};
    std::unique_ptr<SettingsDialog> m_dialog;
};

void TestSettingsPages::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void TestSettingsPages::init()
{
    open(unusualSettings());
}

void TestSettingsPages::open(const Settings& settings)
{
    m_dialog = std::make_unique<SettingsDialog>(settings, m_store, m_folder.path(), m_clock);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

QList<QWidget*> TestSettingsPages::controls() const
{
    QList<QWidget*> controls;
    const auto widgets = m_dialog->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        const bool isControl =
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled();
        if (isControl && !widget->focusProxy())
            controls.append(widget);
    }
    return controls;
}

void TestSettingsPages::namesEveryControl()
{
    for (int page = 0; page < titles()->count(); ++page) {
        titles()->setCurrentRow(page);
        const QList<QWidget*> all = controls();
        QVERIFY(all.size() > 4);
        for (QWidget* control : all) {
            const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(control);
            QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(control->objectName()));
        }
    }
}

void TestSettingsPages::reachesEveryControlByTab()
{
    constexpr int enough = 100;
    for (int page = 0; page < titles()->count(); ++page) {
        titles()->setCurrentRow(page);
        titles()->setFocus();
        QSet<QWidget*> reached;
        for (int i = 0; i < enough; ++i) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        const QList<QWidget*> all = controls();
        for (QWidget* control : all)
            QVERIFY2(reached.contains(control), qPrintable(control->objectName()));
    }
}

/// And no more, beneath the fields that they are about.
void TestSettingsPages::givesTextsTheirOwnHeight()
{
    auto* path = m_dialog->findChild<QLineEdit*>(QStringLiteral("endpointPath"));
    QTest::keyClicks(path, QStringLiteral(" a"));
    int seen = 0;
    for (int page = 0; page < titles()->count(); ++page) {
        titles()->setCurrentRow(page);
        for (const char* name : {"endpointPathRemark", "originsHint", "caFileHint", "forwardPassThroughHint"}) {
            const auto* text = m_dialog->findChild<QLabel*>(QLatin1String(name));
            if (!text->isVisible())
                continue;
            ++seen;
            QTRY_COMPARE(text->height(), text->heightForWidth(text->width()));
        }
    }
    QCOMPARE(seen, 4);
}

void TestSettingsPages::keepsHeightsWhereARemarkComesAndGoes()
{
    auto* base = m_dialog->findChild<QLineEdit*>(QStringLiteral("apiBase"));
    const auto* remark = m_dialog->findChild<QLabel*>(QStringLiteral("apiBaseRemark"));
    const auto* tenants = m_dialog->findChild<QTableView*>(QStringLiteral("tenantsTable"));
    const auto pages = titles()->findItems(QStringLiteral("API"), Qt::MatchExactly);
    QCOMPARE(pages.size(), 1);
    titles()->setCurrentItem(pages.first());
    QTRY_COMPARE(tenants->height(), tenants->sizeHint().height());
    for (const QString& typed : {QStringLiteral("no URL"), base->text()}) {
        base->selectAll();
        QTest::keyClicks(base, typed);
        QTRY_COMPARE(remark->isVisible(), typed == QLatin1String("no URL"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        for (const char* name : {"originsHint", "caFileHint"}) {
            const auto* text = m_dialog->findChild<QLabel*>(QLatin1String(name));
            QCOMPARE(text->height(), text->heightForWidth(text->width()));
        }
        QCOMPARE(tenants->height(), tenants->sizeHint().height());
    }
}

void TestSettingsPages::hasMnemonicsThatDoNotClash()
{
    for (int page = 0; page < titles()->count(); ++page) {
        titles()->setCurrentRow(page);
        QHash<QKeySequence, QString> seen;
        const auto take = [&seen](const QString& text) {
            const QKeySequence mnemonic = QKeySequence::mnemonic(text);
            const bool isFree = mnemonic.isEmpty() || !seen.contains(mnemonic);
            seen.insert(mnemonic, text);
            return isFree;
        };
        const auto labels = m_dialog->findChildren<QLabel*>();
        for (const QLabel* label : labels)
            QVERIFY2(!label->isVisible() || !label->buddy() || take(label->text()), qPrintable(label->text()));
        const auto buttons = m_dialog->findChildren<QAbstractButton*>();
        for (const QAbstractButton* button : buttons)
            QVERIFY2(!button->isVisible() || take(button->text()), qPrintable(button->text()));
    }
}

void TestSettingsPages::fitsASmallScreen()
{
    QVERIFY(m_dialog->minimumSizeHint().width() <= 800);
    QVERIFY(m_dialog->minimumSizeHint().height() <= 560);
    QVERIFY(m_dialog->width() <= 800 && m_dialog->height() <= 600);
    const auto scrolls = m_dialog->findChildren<QScrollArea*>();
    for (const QScrollArea* scroll : scrolls)
        QVERIFY2(scroll->widget()->minimumSizeHint().width() <= 800 - 180, qPrintable(scroll->objectName()));
}

void TestSettingsPages::hasAPictureOfEveryPage_data()
{
    Settings wrong = unusualSettings();
    wrong.receiver.endpoints[0].path = QStringLiteral("webhooks kaunt");
    wrong.receiver.endpoints[0].secrets[0].value = "\"whsec-1\" ";
    wrong.api.apiBase = QUrl(QStringLiteral("http://api.kaunt.com"));
    wrong.api.caFile = QStringLiteral("/etc/ssl/none.pem");
    wrong.api.credentials.byTenant.insert(QString(), {});
    QTest::addColumn<Settings>("settings");
    QTest::addColumn<QPalette>("palette");
    const QPalette light = QApplication::style()->standardPalette();
    QTest::newRow("defaults-light") << Settings() << light;
    QTest::newRow("right-light") << unusualSettings() << light;
    QTest::newRow("right-dark") << unusualSettings() << darkPalette();
    QTest::newRow("wrong-light") << wrong << light;
    QTest::newRow("wrong-dark") << wrong << darkPalette();
}

void TestSettingsPages::hasAPictureOfEveryPage()
{
    QFETCH(Settings, settings);
    QFETCH(QPalette, palette);
    constexpr int readable = 128;
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QApplication::setPalette(palette);
    open(settings);
    for (int page = 0; page < titles()->count(); ++page) {
        titles()->setCurrentRow(page);
        const QImage picture = m_dialog->grab().toImage();
        QVERIFY(contrast(picture) > readable);
        const QString file =
            QStringLiteral("settings-%1-%2.png").arg(page).arg(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(picture.save(folder.filePath(file)));
        auto* stack = m_dialog->findChild<QStackedWidget*>(QStringLiteral("settingsStack"));
        auto* scroll = qobject_cast<QScrollArea*>(stack->currentWidget());
        QVERIFY(scroll->widget()->grab().save(folder.filePath(QStringLiteral("whole-") + file)));
    }
}

QTEST_MAIN(TestSettingsPages)
#include "test_settingspages.moc"
