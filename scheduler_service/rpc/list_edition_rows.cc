// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/list_edition_rows.h"

#include <algorithm>
#include <string>

#include "common/base/errors.h"
#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/rpc/row_page.h"
#include "scheduler_service/store/editions.h"

namespace jiedui::scheduler {
namespace {

using Request = v1::ListEditionRowsRequest;
using Response = v1::ListEditionRowsResponse;

constexpr char kMethod[] = "ListEditionRows";

absl::StatusOr<storage::v1::EditionRows::FigureRows> RowsOfFigure(const ServiceParts& parts, const Request& request,
                                                                  const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const auto record, LoadEdition(parts.tables, context.snapshot, request.parent()));
  ASSIGN_OR_RETURN(storage::v1::EditionContents contents, LoadContents(parts.tables, context.snapshot, record));
  for (auto& figure : *contents.mutable_rows()->mutable_figures())
    if (figure.figure() == request.figure()) return std::move(figure);
  return InvalidField("figure", "is no figure that the edition has counted");
}

}  // namespace

absl::StatusOr<Response> ListEditionRows(const ServiceParts& parts, const Request& request,
                                         const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const auto figure, RowsOfFigure(parts, request, context));
  const std::string digest = rpc::ListDigest(kMethod, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  auto next = figure.rows().begin();
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(const std::string last, rpc::DecodePageToken(binding, request.page_token(), context.now));
    next = std::upper_bound(figure.rows().begin(), figure.rows().end(), last);
  }
  Response response;
  response.set_rows_total(figure.rows_size());
  for (const int size = RowPageSize(request.page_size()); next != figure.rows().end() && response.rows_size() < size;
       ++next)
    response.add_rows(*next);
  if (next != figure.rows().end())
    response.set_next_page_token(rpc::EncodePageToken(binding, *response.rows().rbegin(), context.now));
  return response;
}

}  // namespace jiedui::scheduler
