// SPDX-License-Identifier: MIT
#include "ui/answermodedialog.h"

#include "ui/helpdesk.h"
#include "ui/namechoice.h"
#include "ui/pagetext.h"
#include "ui/quietwheel.h"
#include "ui/unitspinbox.h"
#include "ui/visibletext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace kaunt {

namespace {

void addKinds(QComboBox& box)
{
    using Kind = AnswerMode::Kind;
    const auto add = [&box](Kind kind, const QString& text) { box.addItem(text, static_cast<int>(kind)); };
    add(Kind::Status, AnswerModeDialog::tr("A status of its own"));
    add(Kind::Delay, AnswerModeDialog::tr("Late"));
    add(Kind::FailNext, AnswerModeDialog::tr("The next few fail, then as ever"));
    add(Kind::Close, AnswerModeDialog::tr("The connection is closed without an answer"));
    add(Kind::Random, AnswerModeDialog::tr("Some fail, by chance"));
    add(Kind::Normal, AnswerModeDialog::tr("As ever"));
}

} // namespace

AnswerModeDialog::AnswerModeDialog(const QStringList& endpoints, const QHash<QString, AnswerMode>& modes,
                                   QWidget* parent)
    : QDialog(parent)
    , m_modes(modes)
    , m_form(new QFormLayout)
    , m_endpoint(new QComboBox(this))
    , m_kind(new QComboBox(this))
{
    setObjectName(QStringLiteral("answerModeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Answer mode"));
    addHelpKey(*this, QStringLiteral("answers.md"));
    m_endpoint->setObjectName(QStringLiteral("answerModeEndpoint"));
    holdWidth(*m_endpoint);
    for (const QString& endpoint : endpoints)
        m_endpoint->addItem(visibleText(endpoint), endpoint);
    m_kind->setObjectName(QStringLiteral("answerModeKind"));
    addKinds(*m_kind);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    layOut(buttons);
    leaveWheelToScrolling(*this);
    connectFields(*buttons);
    for (int i = m_endpoint->count() - 1; i >= 0; --i) {
        if (m_modes.contains(m_endpoint->itemData(i).toString()))
            m_endpoint->setCurrentIndex(i);
    }
    showFigures();
    showMode();
}

void AnswerModeDialog::layOut(QDialogButtonBox* buttons)
{
    m_form->addRow(tr("&Endpoint:"), m_endpoint);
    m_form->addRow(tr("&Answers:"), m_kind);
    addFigures();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makePageText(QStringLiteral("answerModeHint"),
                                   tr("To watch what the sender does about it. Verified deliveries are stored as ever; "
                                      "only their answer is another, and only for a while.")));
    layout->addLayout(m_form);
    layout->addWidget(buttons);
}

void AnswerModeDialog::addFigures()
{
    const AnswerMode usual;
    m_status = addFigure(QStringLiteral("answerModeStatus"), tr("&Status:"), 300, 599, usual.status);
    m_delay = addFigure(QStringLiteral("answerModeDelay"), tr("&Seconds late:"), 1,
                        static_cast<int>(AnswerMode::longestDelay.count()), 30);
    m_count = addFigure(QStringLiteral("answerModeCount"), tr("&How many:"), 1, 1'000'000, 3);
    m_percent = addFigure(QStringLiteral("answerModePercent"), tr("&Percent:"), 1, 100, 20);
    m_minutes = addFigure(QStringLiteral("answerModeMinutes"), tr("&For:"), 1, 1'440,
                          static_cast<int>(AnswerMode::usualDuration.count()));
    setUnits(*m_minutes, tr("minute"), tr("minutes"));
}

void AnswerModeDialog::connectFields(const QDialogButtonBox& buttons)
{
    connect(&buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(&buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT chosen(endpoint(), mode()); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AnswerModeDialog::showFigures);
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &AnswerModeDialog::showMode);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AnswerModeDialog::takeEdit);
    for (const QSpinBox* figure : {m_status, m_delay, m_count, m_percent, m_minutes})
        connect(figure, &QSpinBox::valueChanged, this, &AnswerModeDialog::takeEdit);
}

QSpinBox* AnswerModeDialog::addFigure(const QString& objectName, const QString& label, int lowest, int highest,
                                      int value)
{
    auto* figure = new QSpinBox(this);
    figure->setObjectName(objectName);
    figure->setRange(lowest, highest);
    figure->setValue(value);
    m_form->addRow(label, figure);
    return figure;
}

void AnswerModeDialog::showFigures()
{
    using Kind = AnswerMode::Kind;
    const Kind kind = mode().kind;
    const bool fails = kind == Kind::Status || kind == Kind::FailNext || kind == Kind::Random;
    const auto show = [this](QSpinBox* figure, bool isOfUse) {
        figure->setVisible(isOfUse);
        m_form->labelForField(figure)->setVisible(isOfUse);
    };
    show(m_status, fails);
    show(m_delay, kind == Kind::Delay);
    show(m_count, kind == Kind::FailNext);
    show(m_percent, kind == Kind::Random);
    show(m_minutes, kind != Kind::Normal);
}

/// Where none is on at all, what stands there is what is usually set.
void AnswerModeDialog::showMode()
{
    using Kind = AnswerMode::Kind;
    if (m_modes.isEmpty() || m_isEdited)
        return;
    m_isShowingMode = true;
    const AnswerMode on = m_modes.value(endpoint());
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(on.kind)));
    m_status->setValue(on.status);
    if (on.kind == Kind::Delay)
        m_delay->setValue(static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(on.delay).count()));
    if (on.kind == Kind::FailNext)
        m_count->setValue(on.count);
    if (on.kind == Kind::Random)
        m_percent->setValue(on.percent);
    m_minutes->setValue(static_cast<int>(std::chrono::ceil<std::chrono::minutes>(on.duration).count()));
    m_isShowingMode = false;
}

void AnswerModeDialog::takeEdit()
{
    m_isEdited = m_isEdited || !m_isShowingMode;
}

QString AnswerModeDialog::endpoint() const
{
    return m_endpoint->currentData().toString();
}

AnswerMode AnswerModeDialog::mode() const
{
    AnswerMode mode;
    mode.kind = static_cast<AnswerMode::Kind>(m_kind->currentData().toInt());
    mode.status = m_status->value();
    mode.delay = std::chrono::seconds(m_delay->value());
    mode.count = m_count->value();
    mode.percent = m_percent->value();
    mode.duration = std::chrono::minutes(m_minutes->value());
    return mode;
}

} // namespace kaunt
