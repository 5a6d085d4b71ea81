// SPDX-License-Identifier: MIT
#include "ui/samplepaceform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

QSpinBox* makeNumber(const char* objectName, int least, int most)
{
    auto* box = new QSpinBox;
    box->setObjectName(QLatin1String(objectName));
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    return box;
}

/// The label leads to the left one.
void addPair(QFormLayout& form, const QString& label, QWidget* left, QWidget* right)
{
    auto* row = new QHBoxLayout;
    row->addWidget(left);
    row->addWidget(right, 1);
    auto* name = new QLabel(label);
    name->setBuddy(left);
    form.addRow(name, row);
}

} // namespace

SamplePaceForm::SamplePaceForm(QWidget* parent)
    : QWidget(parent)
    , m_count(makeNumber("sampleCount", 1, 100'000))
    , m_repeat(makeNumber("sampleRepeat", 1, 10))
    , m_repeatAfter(makeNumber("sampleRepeatAfter", 0, 86'400))
    , m_pace(new QComboBox)
    , m_rate(new QDoubleSpinBox)
    , m_shuffle(new QCheckBox(tr("Out of their or&der")))
    , m_retry(new QCheckBox(tr("Repeat as &Kaunt would, until answered 2xx")))
    , m_timeLapse(makeNumber("sampleTimeLapse", 1, 10'000))
{
    m_pace->setObjectName(QStringLiteral("samplePace"));
    m_pace->addItem(tr("One after another"), static_cast<int>(Pace::OneByOne));
    m_pace->addItem(tr("At a rate"), static_cast<int>(Pace::AtARate));
    m_pace->addItem(tr("All at once"), static_cast<int>(Pace::AllAtOnce));
    m_rate->setObjectName(QStringLiteral("sampleRate"));
    m_shuffle->setObjectName(QStringLiteral("sampleShuffle"));
    m_retry->setObjectName(QStringLiteral("sampleRetry"));
    addRows();
    for (QSpinBox* box : {m_repeat, m_repeatAfter})
        connect(box, &QSpinBox::valueChanged, this, &SamplePaceForm::showChoices);
    connect(m_pace, &QComboBox::currentIndexChanged, this, &SamplePaceForm::showChoices);
    connect(m_retry, &QCheckBox::toggled, this, &SamplePaceForm::showChoices);
    showChoices();
}

void SamplePaceForm::addRows()
{
    constexpr double slowest = 0.1;
    constexpr double fastest = 10'000;
    m_rate->setRange(slowest, fastest);
    m_rate->setDecimals(1);
    m_rate->setValue(10);
    m_rate->setSuffix(tr(" a second"));
    m_rate->setAccessibleName(tr("Deliveries a second"));
    m_repeat->setSuffix(tr(" ×"));
    m_repeatAfter->setSpecialValueText(tr("At once"));
    m_repeatAfter->setPrefix(tr("After all, and "));
    m_repeatAfter->setSuffix(tr(" s later"));
    m_repeatAfter->setAccessibleName(tr("When an event is repeated"));
    m_timeLapse->setPrefix(tr("In a time lapse, × "));
    m_timeLapse->setAccessibleName(tr("How many times faster time goes"));
    m_timeLapse->setToolTip(tr("Of the pauses, of the 24 hours until it is given up, and until an event is repeated."));
    auto* form = new QFormLayout(this);
    form->setContentsMargins({});
    form->addRow(tr("&How many:"), m_count);
    addPair(*form, tr("Each so o&ften:"), m_repeat, m_repeatAfter);
    addPair(*form, tr("&Pace:"), m_pace, m_rate);
    form->addRow({}, m_shuffle);
    addPair(*form, {}, m_retry, m_timeLapse);
}

SamplePaceForm::Pace SamplePaceForm::pace() const
{
    return static_cast<Pace>(m_pace->currentData().toInt());
}

void SamplePaceForm::showChoices()
{
    m_repeatAfter->setEnabled(m_repeat->value() > 1);
    m_rate->setEnabled(pace() == Pace::AtARate);
    m_shuffle->setEnabled(!m_repeatAfter->isEnabled() || m_repeatAfter->value() == 0);
    m_timeLapse->setEnabled(m_retry->isChecked());
}

void SamplePaceForm::applyTo(SampleRequest& request) const
{
    request.count = m_count->value();
    request.repeat = m_repeat->value();
    if (m_repeatAfter->isEnabled())
        request.repeatAfter = std::chrono::seconds(m_repeatAfter->value());
    request.rate = pace() == Pace::AtARate ? m_rate->value() : 0;
    request.isBurst = pace() == Pace::AllAtOnce;
    request.isShuffled = m_shuffle->isEnabled() && m_shuffle->isChecked();
    if (m_retry->isChecked())
        request.repeatAsKaunt(m_timeLapse->value());
}

} // namespace kaunt
