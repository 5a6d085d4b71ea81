// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"

#include <QWidget>

class QTabWidget;

namespace kaunt {

class AmountsNotice;
class CopyableTable;
class DocumentLinesModel;
class FieldsModel;
class SentenceLabel;

/// A Document AI result as people read it: state, fields, lines with their custom fields, and what is not understood.
/// GUI thread.
class DocumentView final : public QWidget {
    Q_OBJECT

public:
    explicit DocumentView(QWidget* parent = nullptr);

    void showDocument(const DocumentResult& document);

private:
    void addPages();
    void showLine();

    FieldsModel* m_fields;
    DocumentLinesModel* m_lines;
    FieldsModel* m_lineFields;
    FieldsModel* m_unknown;
    CopyableTable* m_lineTable;
    SentenceLabel* m_error;
    AmountsNotice* m_amounts;
    QTabWidget* m_tabs;
    QString m_currency;
};

} // namespace kaunt
