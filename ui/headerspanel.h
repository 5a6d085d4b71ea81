// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QWidget>

namespace kaunt {

class FieldsModel;
class ValueField;

/// The Headers tab: the request line and the header fields, in order, byte for byte. GUI thread.
class HeadersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit HeadersPanel(QWidget* parent = nullptr);

    void showHeaders(const QByteArray& method, const QByteArray& target, const HeaderList& headers);

private:
    FieldsModel* m_model;
    ValueField* m_requestLine;
};

} // namespace kaunt
