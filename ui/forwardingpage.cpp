// SPDX-License-Identifier: MIT
#include "ui/forwardingpage.h"

#include "core/settings/settingsflaw.h"
#include "ui/buttonrow.h"
#include "ui/choicetable.h"
#include "ui/forwardtargetsmodel.h"
#include "ui/namechoice.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/sentences.h"
#include "ui/settingswording.h"
#include "ui/unitspinbox.h"
#include "ui/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <utility>

namespace kaunt {

ForwardingPage::ForwardingPage(QWidget* parent)
    : SettingsPage(parent)
    , m_model(new ForwardTargetsModel(this))
    , m_table(new ChoiceTable(QStringLiteral("forwardTargets"), tr("Targets"), m_model))
    , m_url(new QLineEdit)
    , m_urlRemark(new RemarkLabel(QStringLiteral("forwardUrlRemark")))
    , m_verifiedOnly(new QCheckBox(tr("&Verified deliveries only")))
    , m_filter(new QLineEdit)
    , m_filterRemark(new RemarkLabel(QStringLiteral("forwardFilterRemark")))
    , m_timeout(new UnitSpinBox(QStringLiteral("forwardTimeout"), 1'000, tr("seconds")))
    , m_concurrency(new QSpinBox)
    , m_attempts(new QSpinBox)
    , m_paused(new QCheckBox)
    , m_passThrough(new QCheckBox(tr("Pass through: &Kaunt gets what this target answers")))
    , m_endpoint(new QComboBox)
    , m_passThroughRemark(new RemarkLabel(QStringLiteral("forwardPassThroughRemark")))
{
    setObjectName(QStringLiteral("forwardingPage"));
    m_table->horizontalHeader()->setSectionResizeMode(ForwardTargetsModel::StateColumn, QHeaderView::ResizeToContents);
    auto* form = new PageForm(this);
    form->addRow(makePageText(QStringLiteral("forwardingHint"),
                              tr("Deliveries go on to these targets as they came, once they are answered: a target can "
                                 "neither delay nor change the answer, unless it is set to pass through. One that is "
                                 "down gets what waits when it is back.")));
    form->addRow(m_table);
    form->addRow(makeButtons());
    addFields(form);
    connectFields();
    showCurrent();
}

QWidget* ForwardingPage::makeButtons()
{
    QPushButton* addButton = makeRowButton(QStringLiteral("addForwardTarget"), tr("Add tar&get"));
    m_remove = makeRowButton(QStringLiteral("removeForwardTarget"), tr("Re&move target"));
    connect(addButton, &QPushButton::clicked, this, &ForwardingPage::add);
    connect(m_remove, &QPushButton::clicked, this, &ForwardingPage::removeCurrent);
    return makeButtonRow({addButton, m_remove});
}

void ForwardingPage::addFields(PageForm* form)
{
    m_url->setObjectName(QStringLiteral("forwardUrl"));
    m_url->setPlaceholderText(QStringLiteral("http://localhost:3000/webhooks/kaunt"));
    m_url->setToolTip(tr("Where it is changed, what waits for the target goes to the new URL."));
    m_verifiedOnly->setObjectName(QStringLiteral("forwardVerifiedOnly"));
    m_filter->setObjectName(QStringLiteral("forwardFilter"));
    m_filter->setPlaceholderText(tr("all, or for example type:failed company:nordlys"));
    constexpr qint64 longest = 24LL * 60 * 60 * 1'000;
    m_timeout->setUnitOfOne(tr("second"));
    m_timeout->setBounds(1, longest);
    m_concurrency->setObjectName(QStringLiteral("forwardConcurrency"));
    m_concurrency->setRange(1, ForwardSettings::mostConcurrency);
    m_concurrency->setToolTip(tr("Those of one event always go one after another."));
    m_attempts->setObjectName(QStringLiteral("forwardAttempts"));
    m_attempts->setRange(1, ForwardSettings::mostAttempts);
    m_attempts->setToolTip(tr("Of a delivery that is answered, but not by 2xx; within a day. It is sent again after "
                              "growing pauses, up to a minute long."));
    m_paused->setObjectName(QStringLiteral("forwardPaused"));
    addRemarkedRow(*form, tr("&URL"), m_url, m_urlRemark);
    form->addRow(QString(), m_verifiedOnly);
    addRemarkedRow(*form, tr("&Filter"), m_filter, m_filterRemark);
    form->addRow(tr("&Time-out"), m_timeout);
    form->addRow(tr("&Deliveries at once"), m_concurrency);
    form->addRow(tr("Attempt&s of each"), m_attempts);
    form->addRow(QString(), m_paused);
    addPassThrough(form);
}

void ForwardingPage::addPassThrough(PageForm* form)
{
    m_passThrough->setObjectName(QStringLiteral("forwardPassThrough"));
    m_endpoint->setObjectName(QStringLiteral("forwardPassThroughEndpoint"));
    holdWidth(*m_endpoint);
    const auto longest = std::chrono::duration_cast<std::chrono::seconds>(PassThroughTarget::longestTimeout).count();
    form->addRow(QString(), m_passThrough);
    addHint(*form,
            makePageText(QStringLiteral("forwardPassThroughHint"),
                         tr("Each verified delivery is stored, sent to the target once, and answered with the "
                            "target's status; Kaunt waits meanwhile, %1 s at the most, and comes back where it gets "
                            "502 (not reached) or 504 (too slow).")
                             .arg(longest)));
    addRemarkedRow(*form, tr("For the &endpoint"), m_endpoint, m_passThroughRemark);
}

void ForwardingPage::connectFields()
{
    connect(m_table, &ChoiceTable::chosenChanged, this, &ForwardingPage::showCurrent);
    for (QLineEdit* field : {m_url, m_filter})
        connect(field, &QLineEdit::textEdited, this, &ForwardingPage::takeFields);
    connect(m_endpoint, &QComboBox::activated, this, &ForwardingPage::takeFields);
    for (QCheckBox* box : {m_verifiedOnly, m_paused, m_passThrough})
        connect(box, &QCheckBox::clicked, this, &ForwardingPage::takeFields);
    connect(m_timeout, &UnitSpinBox::valueChanged, this, &ForwardingPage::takeFields);
    for (QSpinBox* box : {m_concurrency, m_attempts})
        connect(box, &QSpinBox::valueChanged, this, &ForwardingPage::takeFields);
}

void ForwardingPage::read(const Settings& settings)
{
    QList<EditedTarget> rows;
    for (const ForwardSettings& forward : settings.forwards)
        rows.append({forward.url.toString(QUrl::FullyEncoded), forward, forward.url});
    m_model->setRows(rows);
    m_table->choose(0);
    follow(settings);
    showCurrent();
}

void ForwardingPage::follow(const Settings& edited)
{
    QStringList names;
    for (const Endpoint& endpoint : edited.receiver.endpoints)
        names.append(endpoint.name);
    m_receiver = edited.receiver;
    if (std::exchange(m_endpoints, names) != names)
        showCurrent();
    else
        showRemarks();
}

void ForwardingPage::write(Settings& settings) const
{
    settings.forwards.clear();
    for (const EditedTarget& row : m_model->rows()) {
        ForwardSettings& forward = settings.forwards.emplaceBack(row.settings);
        forward.url = QUrl(row.url, QUrl::StrictMode);
        if (!row.before.isEmpty() && ForwardTarget::nameOf(row.before) != ForwardTarget::nameOf(forward.url))
            forward.formerUrl = row.before;
    }
}

void ForwardingPage::takeApplied()
{
    Settings applied;
    write(applied);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        EditedTarget edit = m_model->rows().at(row);
        edit.before = applied.forwards.at(row).url;
        edit.settings.formerUrl = applied.forwards.at(row).formerUrl;
        m_model->replace(row, edit);
    }
}

void ForwardingPage::showCurrent()
{
    const int row = m_table->chosen();
    const bool isChosen = row >= 0;
    const EditedTarget shown = isChosen ? m_model->rows().at(row) : EditedTarget{};
    const QSignalBlocker quietTimeout(m_timeout);
    const QSignalBlocker quietConcurrency(m_concurrency);
    const QSignalBlocker quietAttempts(m_attempts);
    m_url->setText(shown.url);
    m_verifiedOnly->setChecked(shown.settings.isVerifiedOnly);
    m_filter->setText(shown.settings.filter);
    m_timeout->setAmount(shown.settings.timeout.count());
    m_concurrency->setValue(shown.settings.concurrency);
    m_attempts->setValue(shown.settings.attempts);
    m_paused->setChecked(shown.settings.isPaused);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_url, m_filter, m_timeout, m_concurrency, m_paused, m_passThrough, m_remove})
        widget->setEnabled(isChosen);
    showPassThrough(shown.settings);
    showRemarks();
}

void ForwardingPage::showPassThrough(const ForwardSettings& shown)
{
    m_passThrough->setChecked(shown.isPassThrough);
    showManner();
    m_endpoint->clear();
    m_endpoint->addItem(tr("All endpoints"), QString());
    for (const QString& name : std::as_const(m_endpoints))
        m_endpoint->addItem(visibleText(name), name);
    if (m_endpoint->findData(shown.passThroughEndpoint) < 0)
        m_endpoint->addItem(visibleText(shown.passThroughEndpoint), shown.passThroughEndpoint);
    m_endpoint->setCurrentIndex(m_endpoint->findData(shown.passThroughEndpoint));
}

/// What means something else, or nothing, for a target that answers.
void ForwardingPage::showManner()
{
    const bool isPassThrough = m_passThrough->isChecked();
    m_endpoint->setEnabled(isPassThrough);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_verifiedOnly, m_attempts})
        widget->setEnabled(m_table->chosen() >= 0 && !isPassThrough);
    m_paused->setText(isPassThrough ? tr("&Paused; the answers are our own, and nothing is sent later")
                                    : tr("&Paused; what comes waits in the log"));
}

void ForwardingPage::showRemarks()
{
    const int row = m_table->chosen();
    m_urlRemark->setRemark(row < 0 ? QString() : urlProblem(row));
    m_filterRemark->setRemark(row < 0 ? QString() : filterProblem(row));
    m_passThroughRemark->setRemark(row < 0 ? QString() : passThroughProblem(row));
}

void ForwardingPage::takeFields()
{
    const int row = m_table->chosen();
    if (row < 0)
        return;
    EditedTarget edit = m_model->rows().at(row);
    edit.url = m_url->text().trimmed();
    edit.settings = {QUrl(edit.url, QUrl::StrictMode), m_verifiedOnly->isChecked(),
                     m_filter->text().trimmed(),       std::chrono::milliseconds(m_timeout->amount()),
                     m_concurrency->value(),           m_paused->isChecked(),
                     m_passThrough->isChecked(),       m_endpoint->currentData().toString(),
                     edit.settings.formerUrl,          m_attempts->value()};
    m_model->replace(row, edit);
    showManner();
    showRemarks();
    Q_EMIT edited();
}

void ForwardingPage::add()
{
    m_model->insert(m_model->rowCount(), {});
    m_table->choose(m_model->rowCount() - 1);
    m_url->setFocus();
    Q_EMIT edited();
}

void ForwardingPage::removeCurrent()
{
    m_model->remove(m_table->chosen());
    showCurrent();
    Q_EMIT edited();
}

QString ForwardingPage::urlProblem(int row) const
{
    QStringList urls;
    for (const EditedTarget& one : m_model->rows())
        urls.append(one.url);
    const auto flaw = forwardUrlFlaw(urls, row);
    return flawText(flaw ? flaw : ownTargetFlaw(urls.at(row), m_receiver));
}

QString ForwardingPage::filterProblem(int row) const
{
    const auto filter = parseFilter(m_model->rows().at(row).settings.filter);
    return filter ? QString() : sentenceFor(filter.error()).text();
}

QString ForwardingPage::passThroughProblem(int row) const
{
    QList<ForwardSettings> forwards;
    for (const EditedTarget& one : m_model->rows())
        forwards.append(one.settings);
    const ForwardSettings& own = forwards.at(row);
    if (own.isPassThrough && !own.passThroughEndpoint.isEmpty() && !m_endpoints.contains(own.passThroughEndpoint))
        return tr("There is no endpoint of this name. Choose another.");
    return flawText(passThroughFlaw(forwards, row));
}

QString ForwardingPage::problem() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (const QString& text : {urlProblem(row), filterProblem(row), passThroughProblem(row)}) {
            if (!text.isEmpty())
                return text;
        }
    }
    return {};
}

void ForwardingPage::showProblem()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const std::pair<QString, QWidget*> fields[]{
            {urlProblem(row), m_url}, {filterProblem(row), m_filter}, {passThroughProblem(row), m_passThrough}};
        for (const auto& [problem, field] : fields) {
            if (problem.isEmpty())
                continue;
            m_table->choose(row);
            field->setFocus();
            return;
        }
    }
}

} // namespace kaunt
