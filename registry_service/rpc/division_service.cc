// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/division_service.h"

#include <string>
#include <vector>

#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "jiedui/registry/v1/division_service.pb.h"
#include "registry_service/domain/resource_types.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;

v1::Division Described(const Divisions& table, const Division& division, absl::string_view date) {
  v1::Division answer;
  answer.set_code(division.code);
  answer.set_display_name(division.name);
  answer.set_full_name(table.FullNameOn(division.code, date));
  answer.set_start_date(division.start_date);
  answer.set_end_date(division.end_date);
  for (const std::string& successor : division.successors) answer.add_successors(successor);
  answer.set_source(division.source);
  return answer;
}

absl::StatusOr<v1::Division> Get(const Divisions& table, const v1::GetDivisionRequest& request,
                                 const ReadContext& context) {
  const std::string date = DayOrToday(request.date(), context.now);
  const Division* const division = table.Find(request.code(), date);
  if (division == nullptr) return ResourceNotFound(kDivisionType, absl::StrCat(request.code(), " on ", date));
  return Described(table, *division, date);
}

absl::StatusOr<v1::ListDivisionsResponse> List(const Divisions& table, const v1::ListDivisionsRequest& request,
                                               const ReadContext& context) {
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  DivisionQuery query{.area = request.parent(), .date = DayOrToday(request.date(), context.now)};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(query.after, rpc::DecodePageToken(binding, request.page_token(), context.now));
  }
  v1::ListDivisionsResponse response;
  for (const Division* const division : table.Within(query, static_cast<size_t>(page_size) + 1)) {
    if (response.divisions_size() == page_size) {
      const std::string& last = response.divisions(page_size - 1).code();
      response.set_next_page_token(rpc::EncodePageToken(binding, last, context.now));
      break;
    }
    *response.add_divisions() = Described(table, *division, query.date);
  }
  return response;
}

}  // namespace

rpc::Service NewDivisionService(const ServiceParts& parts) {
  rpc::Service service("jiedui.registry.v1.DivisionService");
  service.Read<v1::GetDivisionRequest, v1::Division>(
      "GetDivision", rpc::ReadCost::kPoint, [parts](const v1::GetDivisionRequest& request, const ReadContext& context) {
        return Get(parts.divisions, request, context);
      });
  service.Read<v1::ListDivisionsRequest, v1::ListDivisionsResponse>(
      "ListDivisions", rpc::ReadCost::kPoint,
      [parts](const v1::ListDivisionsRequest& request, const ReadContext& context) {
        return List(parts.divisions, request, context);
      });
  return service;
}

}  // namespace jiedui::registry
