// SPDX-License-Identifier: MIT
#include "tests/ui/settingsdialogfixture.h"

#include "ui/endpointsmodel.h"
#include "ui/forwardtargetsmodel.h"
#include "ui/secretsmodel.h"
#include "ui/tenantsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace kaunt::test {

void SettingsDialogFixture::open(const Settings& settings)
{
    m_dialog = std::make_unique<SettingsDialog>(settings, m_store, m_folder.path(), m_clock);
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*>{
             m_dialog->findChild<EndpointsModel*>(), m_dialog->findChild<SecretsModel*>(),
             m_dialog->findChild<TenantsModel*>(), m_dialog->findChild<ForwardTargetsModel*>()}) {
        QVERIFY(model);
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_dialog.get());
    }
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void SettingsDialogFixture::setText(const char* name, const QString& text) const
{
    auto* line = child<QLineEdit>(name);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
}

} // namespace kaunt::test
