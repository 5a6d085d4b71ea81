// SPDX-License-Identifier: MIT
#include "ui/retentionpage.h"

#include "core/settings/settingsfields.h"
#include "ui/pagetext.h"
#include "ui/unitspinbox.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace kaunt {

namespace {

/// One fetched resource may have 16 MiB: in a smaller log it would take the place of all else.
constexpr qint64 leastOfferedBytes = 32 * settingsfields::mebi;

} // namespace

RetentionPage::RetentionPage(QWidget* parent)
    : SettingsPage(parent)
    , m_age(new QSpinBox)
    , m_size(new UnitSpinBox(QStringLiteral("logSize"), settingsfields::mebi, tr("MiB")))
{
    setObjectName(QStringLiteral("retentionPage"));
    constexpr int aHundredYears = 36'500;
    m_age->setObjectName(QStringLiteral("logAge"));
    m_age->setRange(0, aHundredYears);
    setUnits(*m_age, tr("day"), tr("days"));
    m_age->setSpecialValueText(tr("for ever"));
    m_size->setBounds(0, std::numeric_limits<qint64>::max());
    m_size->setSpecialValueText(tr("no bound"));
    auto* hint =
        makePageText(QStringLiteral("retentionHint"), tr("The oldest deliveries go first, with what was fetched for "
                                                         "them. By size refused ones go before them, and what "
                                                         "has a mark or a note last. 0 means no bound."));
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Keep deliveries"), m_age);
    form->addRow(tr("&Size of the log at most"), m_size);
    form->addRow(hint);
    connect(m_age, &QSpinBox::valueChanged, this, &RetentionPage::edited);
    connect(m_size, &UnitSpinBox::valueChanged, this, &RetentionPage::edited);
    connect(m_size, &UnitSpinBox::editingFinished, this, [this] {
        const qint64 bytes = m_size->amount();
        if (bytes > 0 && bytes < leastOfferedBytes && bytes != m_readBytes)
            m_size->setAmount(leastOfferedBytes);
    });
}

void RetentionPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    m_age->setValue(settings.retention.maxAgeDays);
    m_readBytes = settings.retention.maxBytes;
    m_size->setAmount(m_readBytes);
}

void RetentionPage::write(Settings& settings) const
{
    settings.retention.maxAgeDays = m_age->value();
    const qint64 bytes = m_size->amount();
    settings.retention.maxBytes = bytes == 0 ? 0 : std::max(bytes, settingsfields::leastLogBytes);
}

} // namespace kaunt
