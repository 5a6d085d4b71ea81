// SPDX-License-Identifier: MIT
#include "ui/settingsdialog.h"

#include "core/session/monitorsession.h"
#include "ui/alertspage.h"
#include "ui/apipage.h"
#include "ui/endpointspage.h"
#include "ui/fieldlabels.h"
#include "ui/focushighlight.h"
#include "ui/forwardingpage.h"
#include "ui/helpdesk.h"
#include "ui/listeningpage.h"
#include "ui/messagebanner.h"
#include "ui/messagebox.h"
#include "ui/notificationspage.h"
#include "ui/quietwheel.h"
#include "ui/remarklabel.h"
#include "ui/retentionpage.h"
#include "ui/settingswording.h"
#include "ui/tlspage.h"
#include "ui/windowplace.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace kaunt {

SettingsDialog::SettingsDialog(const Settings& settings, const SecretStore& secrets, const QString& dataDirectory,
                               const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_notice(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("settingsNotice")))
    , m_titles(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_problem(new RemarkLabel(QStringLiteral("settingsProblem")))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    QGridLayout* layout = layOut();
    for (SettingsPage* page : std::initializer_list<SettingsPage*>{
             new EndpointsPage(secrets), new ListeningPage, new TlsPage(dataDirectory, clock),
             new ApiPage(secrets, clock), new ForwardingPage, new RetentionPage, new AlertsPage, new NotificationsPage})
        addPage(page);
    layout->addWidget(m_buttons, 3, 0, 1, 2);
    followFields(*this);
    leaveWheelToScrolling(*this);
    makeButtons();
    followTitles();
    m_titles->setCurrentRow(0);
    m_titles->setFixedWidth(m_titles->sizeHintForColumn(0) + 4 * m_titles->frameWidth() +
                            m_titles->fontMetrics().averageCharWidth() * 4);
    resizeWithinScreen(*this, fittingSize());
    showState();
}

QGridLayout* SettingsDialog::layOut()
{
    m_titles->setObjectName(QStringLiteral("settingsPages"));
    m_titles->setAccessibleName(tr("Pages of the settings"));
    showFocusByHighlight(*m_titles);
    m_stack->setObjectName(QStringLiteral("settingsStack"));
    auto* layout = new QGridLayout(this);
    layout->addWidget(m_notice, 0, 0, 1, 2);
    layout->addWidget(m_titles, 1, 0);
    layout->addWidget(m_stack, 1, 1);
    layout->addWidget(m_problem, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    return layout;
}

/// Wide enough for the widest page in the user's font.
QSize SettingsDialog::fittingSize() const
{
    int widest = 0;
    for (const SettingsPage* page : m_pages)
        widest = std::max(widest, page->minimumSizeHint().width());
    const QMargins around = layout()->contentsMargins();
    const int beside = around.left() + m_titles->width() + layout()->spacing() +
                       style()->pixelMetric(QStyle::PM_ScrollBarExtent) + around.right();
    constexpr QSize usual(780, 580);
    return usual.expandedTo({beside + widest, 0});
}

void SettingsDialog::addPage(SettingsPage* page)
{
    auto* scroll = new QScrollArea;
    scroll->setObjectName(page->objectName() + QStringLiteral("Scroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
    m_titles->addItem(page->title());
    m_pages.append(page);
    page->read(m_settings);
    connect(page, &SettingsPage::edited, this, &SettingsDialog::showState);
}

void SettingsDialog::makeButtons()
{
    const auto name = [this](QDialogButtonBox::StandardButton which, const QString& objectName, const QString& text) {
        QPushButton* button = m_buttons->button(which);
        button->setObjectName(objectName);
        button->setText(text); // with a letter that no page uses, which Qt's own does not have on every desktop
    };
    name(QDialogButtonBox::Ok, QStringLiteral("settingsOk"), tr("&OK"));
    name(QDialogButtonBox::Cancel, QStringLiteral("settingsCancel"), tr("&Cancel"));
    name(QDialogButtonBox::Apply, QStringLiteral("settingsApply"), tr("&Apply"));
    m_buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &SettingsDialog::apply);
}

void SettingsDialog::followTitles()
{
    QAction* help = addHelpKey(*this, {});
    connect(m_titles, &QListWidget::currentRowChanged, this, [this, help](int row) {
        m_stack->setCurrentIndex(row);
        help->setData(m_pages.at(row)->helpPage());
    });
}

void SettingsDialog::follow(const MonitorSession& session)
{
    if (session.isDemo())
        showDemo();
    const auto tell = [this, &session] {
        const auto error = session.listenError();
        m_listenProblem = error ? sentenceFor(*error).text() : QString();
        showState();
    };
    connect(&session, &MonitorSession::receiverStateChanged, this, tell);
    tell();
}

/// Nothing that is entered is kept, a secret neither.
void SettingsDialog::showDemo()
{
    m_notice->showSentence({tr("These are the demo's settings: what you change is gone when it ends."),
                            {},
                            tr("To change your own, leave the demo first.")});
    for (const char* ofOwnSecrets : {"signingSecretPlace", "clientSecretPlace"})
        findChild<QWidget*>(QLatin1String(ofOwnSecrets))->hide();
}

Settings SettingsDialog::settings() const
{
    Settings edited = m_settings;
    for (const SettingsPage* page : m_pages)
        page->write(edited);
    return edited;
}

void SettingsDialog::accept()
{
    if (check())
        onceAllowed([this] { QDialog::accept(); });
}

void SettingsDialog::apply()
{
    if (check())
        onceAllowed([this] { takeApplied(); });
}

void SettingsDialog::onceAllowed(const std::function<void()>& then)
{
    const auto erasure = erasureSentence(settings().retention, m_settings.retention);
    if (!erasure) {
        then();
        return;
    }
    QMessageBox* box =
        makeMessageBox(QMessageBox::Warning, QStringLiteral("erasureBox"), windowTitle(), *erasure, this);
    box->setStandardButtons(QMessageBox::Cancel);
    QPushButton* erase = box->addButton(tr("&Remove them"), QMessageBox::DestructiveRole);
    erase->setObjectName(QStringLiteral("eraseDeliveries"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(erase, &QPushButton::clicked, this, then);
    box->open();
}

void SettingsDialog::takeApplied()
{
    m_settings = settings();
    for (SettingsPage* page : std::as_const(m_pages))
        page->takeApplied();
    showState();
    Q_EMIT settingsApplied(m_settings);
}

void SettingsDialog::showState()
{
    const Settings edited = settings();
    for (SettingsPage* page : std::as_const(m_pages))
        page->follow(edited);
    QStringList wrong;
    for (const SettingsPage* page : std::as_const(m_pages)) {
        if (const QString problem = page->problem(); !problem.isEmpty())
            wrong.append(tr("%1: %2").arg(page->title(), problem));
    }
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(!wrong.isEmpty() || edited != m_settings);
    if (!m_listenProblem.isEmpty())
        wrong.append(m_listenProblem); // the banner that says so is behind this
    m_problem->setRemark(wrong.join(u'\n'));
}

bool SettingsDialog::check()
{
    for (SettingsPage* page : std::as_const(m_pages))
        page->refresh();
    showState();
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        if (m_pages.at(i)->problem().isEmpty())
            continue;
        m_titles->setCurrentRow(static_cast<int>(i));
        m_pages.at(i)->showProblem();
        if (auto* field = focusWidget())
            qobject_cast<QScrollArea*>(m_stack->currentWidget())->ensureWidgetVisible(field);
        return false;
    }
    return true;
}

} // namespace kaunt
