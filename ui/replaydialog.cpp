// SPDX-License-Identifier: MIT
#include "ui/replaydialog.h"

#include "core/whenanswered.h"
#include "ui/fieldlabels.h"
#include "ui/focusring.h"
#include "ui/helpdesk.h"
#include "ui/quietwheel.h"
#include "ui/replaysentences.h"
#include "ui/secretfield.h"
#include "ui/sendingview.h"
#include "ui/targetfield.h"
#include "ui/timewording.h"
#include "ui/windowplace.h"
#include "ui/writtentext.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

namespace {

/// Both pairs have one parent, and would exclude each other.
void makeGroup(QObject* parent, const QList<QRadioButton*>& buttons)
{
    auto* group = new QButtonGroup(parent);
    for (QRadioButton* button : buttons)
        group->addButton(button);
}

} // namespace

ReplayDialog::ReplayDialog(const Source& source, const Clock& clock, QWidget* parent)
    : SendingDialog(QStringLiteral("replay"), tr("&Replay"), parent)
    , m_chosen(static_cast<const ChosenDeliveries&>(source))
    , m_clock(clock)
    , m_selected(new QRadioButton)
    , m_matching(new QRadioButton)
    , m_line(new QLineEdit(source.target))
    , m_target(new TargetField(m_line, tr("Where to send to")))
    , m_asItCame(new QRadioButton(tr("As it ca&me")))
    , m_anew(new QRadioButton(tr("A&new, with this secret:")))
    , m_secret(new SecretField(tr("Secret to sign with")))
    , m_edited(new QCheckBox(tr("With this pa&yload:")))
    , m_payload(new QPlainTextEdit)
    , m_reader(source.dataDirectory, clock)
    , m_spacing(new QComboBox)
{
    setObjectName(QStringLiteral("replayDialog"));
    setWindowTitle(tr("Replay"));
    addHelpKey(*this, QStringLiteral("send.md"));
    setTrustedFingerprint(source.trustedFingerprint);
    nameControls();
    layOut();
    m_secret->setSecret(source.secret);
    m_asItCame->setChecked(true);
    connectChoices();
    nameChosen();
    chooseUsualSpacing();
    beginWithSelection();
    setRunning(false);
    m_target->setFocus();
}

void ReplayDialog::connectChoices()
{
    for (QRadioButton* choice : {m_selected, m_matching, m_asItCame, m_anew})
        connect(choice, &QRadioButton::toggled, this, &ReplayDialog::showChoices);
    connect(m_edited, &QCheckBox::toggled, this, &ReplayDialog::showChoices);
    connect(m_target, &TargetField::changed, this, &ReplayDialog::showChoices);
    connect(m_secret, &SecretField::changed, this, &ReplayDialog::showChoices);
}

void ReplayDialog::setChosen(const ChosenDeliveries& chosen)
{
    if (isRunning())
        return;
    const bool isAnother = chosen.selection != m_chosen.selection;
    if (isAnother && m_edited->isChecked() && m_payload->document()->isModified()) {
        sending().setRemark(tr("Delivery %1 stays chosen here, with the payload that you have edited. To take what is "
                               "chosen in the list by now, clear “With this payload”, and ask for it again.")
                                .arg(QLocale().toString(m_chosen.selection.value(0))));
        return;
    }
    const bool isFilteredOtherwise = chosen.query.filter != m_chosen.query.filter;
    m_chosen = chosen;
    nameChosen();
    if (isFilteredOtherwise)
        chooseUsualSpacing();
    if (isAnother) {
        beginWithSelection();
        sending().setRemark({});
    }
    showChoices();
}

void ReplayDialog::followTarget(const FollowingSecret::SecretFor& secretFor)
{
    new FollowingSecret(*m_target, *m_secret, secretFor);
}

void ReplayDialog::nameChosen()
{
    const QList<qint64>& selection = m_chosen.selection;
    m_selected->setText(selection.isEmpty() ? tr("The &selected: none")
                        : selection.size() == 1
                            ? tr("The &selected one, number %1").arg(QLocale().toString(selection.constFirst()))
                            : tr("The &selected %1").arg(QLocale().toString(selection.size())));
    m_matching->setText(m_chosen.isFiltered ? tr("All that match the &filter") : tr("&All deliveries"));
}

void ReplayDialog::chooseUsualSpacing()
{
    m_spacing->setCurrentIndex(m_spacing->findData(static_cast<int>(usualReplaySpeed(m_chosen.query.filter))));
}

void ReplayDialog::beginWithSelection()
{
    (m_chosen.selection.isEmpty() ? m_matching : m_selected)->setChecked(true);
    m_edited->setChecked(false);
    m_isPayloadText = false;
    readPayload();
}

/// Of the one that may be edited.
void ReplayDialog::readPayload()
{
    if (m_chosen.selection.size() != 1)
        return;
    const qint64 number = m_chosen.selection.constFirst();
    const auto record = m_reader.ask([number](const LogQueries& log) { return log.delivery(number); });
    whenAnswered(this, record, [this, number](const Result<DeliveryRecord, LogError>& found) {
        if (found && m_chosen.selection == QList<qint64>{number})
            takePayload(*found);
    });
}

void ReplayDialog::takePayload(const DeliveryRecord& record)
{
    if (record.isBodyCut() || !record.body.isValidUtf8())
        return;
    m_payload->setPlainText(QString::fromUtf8(record.body));
    m_isPayloadText = true;
    showChoices();
}

ReplayDialog::~ReplayDialog() = default;

void ReplayDialog::nameControls()
{
    const std::pair<QWidget*, QString> names[]{
        {m_selected, QStringLiteral("replaySelected")}, {m_matching, QStringLiteral("replayMatching")},
        {m_line, QStringLiteral("replayTarget")},       {m_asItCame, QStringLiteral("replayAsItCame")},
        {m_anew, QStringLiteral("replayAnew")},         {m_secret, QStringLiteral("replaySecret")},
        {m_edited, QStringLiteral("replayEdited")},     {m_payload, QStringLiteral("replayPayload")},
        {m_spacing, QStringLiteral("replaySpacing")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(name);
    m_spacing->setAccessibleName(tr("Spacing"));
    m_payload->setAccessibleName(tr("Payload to send"));
    m_payload->setTabChangesFocus(true);
    showFocusByRing(*m_payload);
    constexpr int lines = 7;
    m_payload->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_payload->setMinimumHeight(lines * m_payload->fontMetrics().lineSpacing());
    m_edited->setToolTip(tr("Another payload has another signature: sign it anew. Lines end with LF."));
}

void ReplayDialog::layOut()
{
    constexpr int faster = 10;
    constexpr int fastest = 100;
    m_spacing->addItem(tr("As far apart as they came"), 1);
    m_spacing->addItem(tr("%1 times faster").arg(faster), faster);
    m_spacing->addItem(tr("%1 times faster").arg(fastest), fastest);
    m_spacing->addItem(tr("Without pauses"), 0);
    m_line->setPlaceholderText(QStringLiteral("http://127.0.0.1:3000/webhooks/kaunt"));
    makeGroup(this, {m_selected, m_matching});
    makeGroup(this, {m_asItCame, m_anew});
    auto* form = new QFormLayout;
    form->addRow(tr("Deliveries:"), m_selected);
    form->addRow({}, m_matching);
    form->addRow(tr("&To:"), m_target);
    form->addRow(tr("Signature:"), m_asItCame);
    form->addRow({}, m_anew);
    form->addRow({}, m_secret);
    form->addRow({}, m_edited);
    form->addRow({}, m_payload);
    form->addRow(tr("S&pacing:"), m_spacing);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    addSending(*layout);
    followFields(*this);
    leaveWheelToScrolling(*this);
    constexpr QSize comfortable(620, 480);
    resizeWithinScreen(*this, comfortable);
}

ReplayRequest ReplayDialog::request(const QUrl& target) const
{
    ReplayRequest request;
    request.target = target;
    request.trustedFingerprint = trustedFingerprint();
    if (m_anew->isChecked())
        request.secret = m_secret->secret();
    if (m_edited->isEnabled() && m_edited->isChecked())
        request.body = writtenText(*m_payload).toUtf8();
    if (m_selected->isChecked())
        request.numbers = m_chosen.selection;
    request.query = m_chosen.query;
    request.query.foldRepeats = false;
    request.speed = m_spacing->currentData().toDouble();
    return request;
}

void ReplayDialog::begin()
{
    const auto target = m_target->target();
    if (!target)
        return;
    Q_EMIT targetUsed(m_target->text());
    sending().begin();
    const ReplayRequest asked = request(*target);
    m_run = std::make_unique<ReplayRun>(m_chosen.dataDirectory, m_clock, asked);
    connect(m_run.get(), &ReplayRun::counted, &sending(), &SendingView::setCount);
    connect(m_run.get(), &ReplayRun::replayed, this, &ReplayDialog::takeReplayed);
    connect(m_run.get(), &ReplayRun::mended, this, &ReplayDialog::mended);
    connect(m_run.get(), &ReplayRun::answered, this, &ReplayDialog::answered);
    connect(m_run.get(), &ReplayRun::paused, this,
            [this, speed = asked.speed](qint64 number, std::chrono::milliseconds pause) {
                showPause(number, pause, speed);
            });
    connect(m_run.get(), &ReplayRun::finished, this, &ReplayDialog::showEnd);
    connect(m_run.get(), &ReplayRun::failed, this,
            [this](const LogError& error) { end(m_run.release(), sentenceFor(error)); });
    setRunning(true);
    m_run->start();
}

void ReplayDialog::showPause(qint64 number, std::chrono::milliseconds pause, double speed)
{
    constexpr std::chrono::seconds noticeable{2};
    if (pause < noticeable)
        return;
    const QLocale locale;
    const qint64 now = m_clock.utcMillis();
    const QString due = timeText(TimeStyle::Local, now + pause.count(), now, {});
    sending().setRemark(
        speed == 1.0
            ? tr("Delivery %1 follows at %2: they go as far apart as they came.").arg(locale.toString(number), due)
            : tr("Delivery %1 follows at %2: they go %3 times faster than they came.")
                  .arg(locale.toString(number), due, locale.toString(speed)));
}

void ReplayDialog::stop()
{
    const QString underWay =
        m_run && m_run->isSending() ? tr("One more was on its way, and may have arrived.") : QString();
    end(m_run.release(),
        {tr("The replay was stopped after %1.").arg(QLocale().toString(sending().done())), underWay, {}});
}

void ReplayDialog::setRunning(bool isRunning)
{
    for (QWidget* choice : std::initializer_list<QWidget*>{m_target, m_asItCame, m_anew})
        choice->setEnabled(!isRunning);
    SendingDialog::setRunning(isRunning);
    showChoices();
}

void ReplayDialog::showChoices()
{
    const bool isIdle = !isRunning();
    m_selected->setEnabled(isIdle && !m_chosen.selection.isEmpty());
    m_matching->setEnabled(isIdle);
    m_secret->setEnabled(isIdle && m_anew->isChecked());
    const bool isOne = m_selected->isChecked() && m_chosen.selection.size() == 1;
    m_spacing->setEnabled(isIdle && !isOne);
    m_edited->setEnabled(isIdle && isOne && m_anew->isChecked() && m_isPayloadText);
    m_payload->setVisible(isOne && m_anew->isChecked() && m_edited->isChecked());
    m_payload->setEnabled(m_edited->isEnabled());
    const bool hasSecret = !m_anew->isChecked() || !m_secret->secret().isEmpty();
    beginButton().setEnabled(isIdle && hasSecret && m_target->target());
}

void ReplayDialog::takeReplayed(const ReplayedDelivery& replayed)
{
    if (replayed.flaw)
        sending().addUnsent(sentenceFor(*replayed.flaw, replayed.number).text());
    else
        sending().addAnswer(replayed.number, replayed.outcome);
}

void ReplayDialog::showEnd()
{
    const Sentence nothing{tr("There was nothing to send: no delivery matches, but for replays."), {}, {}};
    end(m_run.release(), sending().done() == 0 ? nothing : sending().tally());
}

} // namespace kaunt
