// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/list_contributors.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/reporting/contributor_rows.h"
#include "scheduler_service/reporting/contributors.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/rpc/report_question.h"
#include "scheduler_service/rpc/row_page.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using Request = v1::ListContributorsRequest;
using Response = v1::ListContributorsResponse;
using rpc::ReadContext;

constexpr char kMethod[] = "ListContributors";

// Those that the question is about.
absl::StatusOr<std::vector<v1::Pairing>> PairingsOf(const ServiceParts& parts, const ReportQuestion& question,
                                                    const ReadContext& context) {
  if (question.pairing == kAllPairings) return ReadPairings(parts.tables, context.snapshot);
  ASSIGN_OR_RETURN(const v1::Pairing pairing, RequirePairing(parts.tables, context.snapshot, question.pairing));
  RETURN_IF_ERROR(CheckPeriod(question, pairing));
  return std::vector<v1::Pairing>{pairing};
}

// Where the page begins. INVALID_ARGUMENT: bad token.
absl::StatusOr<int64_t> FirstPlace(const Request& request, const rpc::PageBinding& binding, const ContributorList& list,
                                   const ReadContext& context) {
  if (request.page_token().empty()) return 0;
  ASSIGN_OR_RETURN(const std::string cursor, rpc::DecodePageToken(binding, request.page_token(), context.now));
  const std::optional<int64_t> place = list.After(cursor);
  if (!place.has_value()) return InvalidField("page_token", "is none of this list");
  return *place;
}

}  // namespace

absl::StatusOr<Response> ListContributors(const ServiceParts& parts, const Request& request,
                                          const ReadContext& context) {
  const std::optional<FigureId> figure = FindFigure(request.figure());
  if (!figure.has_value()) return InvalidField("figure", "is no figure that is counted; see ListCountingRules");
  ASSIGN_OR_RETURN(ReportQuestion question, ParseQuestion(request.pairing(), PeriodFieldsOf(request)));
  ASSIGN_OR_RETURN(question.basis, ParseBasis(request.basis()));
  ContributorQuery query = {.pairings = {}, .question = question, .figure = *figure};
  ASSIGN_OR_RETURN(query.pairings, PairingsOf(parts, question, context));
  ASSIGN_OR_RETURN(const ContributorList list, ContributorList::Count(parts.tables, context.snapshot, query,
                                                                      [&] { return CheckDeadline(parts, context); }));
  const std::string digest = rpc::ListDigest(kMethod, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  ASSIGN_OR_RETURN(const int64_t first, FirstPlace(request, binding, list, context));
  const int64_t size = request.counted_only() ? list.counted() : list.size();
  const int64_t end = std::max(first, std::min(size, first + RowPageSize(request.page_size())));
  Response response;
  response.set_counted(list.counted());
  response.set_not_counted(list.not_counted());
  for (int64_t place = first; place < end; ++place) {
    ASSIGN_OR_RETURN(*response.add_contributors(),
                     ContributorAt(parts.tables, context.snapshot, list, place, question.pairing));
  }
  if (end < size) response.set_next_page_token(rpc::EncodePageToken(binding, list.CursorAt(end - 1), context.now));
  return response;
}

}  // namespace jiedui::scheduler
