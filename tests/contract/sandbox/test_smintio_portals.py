"""The Smint.io sandbox over real HTTP, by plain requests: portal content behind background tasks, and writing to it."""

import json
from typing import Any

import httpx
import pytest

from tests.contract.sandbox.smintio_caller import Caller, code, result


def test_the_payload_leads_to_the_portal_interface(caller: Caller) -> None:
    uuids = set()
    for portal in caller.where["portals"]:
        told = caller.http.get(f"{portal['url']}/portal/v1/payload", headers=caller.portals).json()
        assert told["current_tenant"]["backend_api_url"] == caller.where["frontend"]
        assert not caller.where["frontend"].startswith(portal["url"])
        pages = {page["page_type"]: page["uuid"] for page in told["current_portal_info"]["page_router_infos"]}
        assert pages["page-type-assets-search"] == portal["search_page"]
        uuids.add(told["current_portal_info"]["uuid"])
    assert len(uuids) == 2


def test_arguments_in_every_accepted_spelling(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    raw = json.dumps([json.dumps({"AssetId": {"Id": uuid}})])
    bodies = (raw, json.dumps(raw), json.dumps(f"'{raw}'"), f"'{raw}'", json.dumps([{"ASSETID": {"id": uuid}}]))
    for body in bodies:
        answer = caller.execute("IAssetsRead", "getAssetAsync", content=body)
        assert result(answer)["assetDataObject"]["smintIoId"] == uuid
    for body in ("{}", "[", '["{"]'):
        assert code(caller.execute("IAssetsRead", "getAssetAsync", content=body)) == (400, "argument_invalid")
    assert result(caller.execute("IAssets", "getFeatureSupportAsync", content="[]"))["isRandomAccessSupported"]


def test_long_methods_are_polled_and_never_too_fast(caller: Caller) -> None:
    uuids = [{"id": asset["smintIoId"]} for asset in caller.found()["assetDataObjects"][:3]]
    begun = caller.execute("IAssetsRead", "getAssetsAsync", {"assetIds": uuids})
    assert (begun.json()["state"], begun.json()["result_string"]) == ("created", None)
    address = f"{caller.where['frontend']}/backgroundTasks/{begun.json()['uuid']}"
    assert caller.http.get(address, headers=caller.portals).json()["state"] == "in_progress"
    assert caller.violations() == []
    assert caller.http.get(address, headers=caller.portals).json()["state"] == "completed"
    assert caller.violations() == ["polled-too-fast"]
    task = caller.finished(begun)
    assert len(json.loads(task["result_string"])["assetDataObjects"]) == 3
    assert code(caller.http.get(address + "0", headers=caller.portals)) == (404, "not_found")


def test_one_missing_asset_fails_the_batch(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    task = caller.finished(
        caller.execute("IAssetsRead", "getAssetsAsync", {"assetIds": [{"id": uuid}, {"id": "12:image:no"}]})
    )
    assert task["state"] == "error"
    assert json.loads(task["result_string"])["errorCode"] == "assets_not_found"
    assert code(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": "12:image:no"}}))[0] == 404


def test_results_in_single_quotes_on_demand(caller: Caller) -> None:
    caller.edit(dialect={"quoted_results": True})
    text = caller.search().json()["result_string"]
    assert (text[0], text[-1]) == ("'", "'")
    json.loads(text.strip("'"))


def test_three_layouts_of_an_asset(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    seen = {}
    for layout in ("flat", "list", "map"):
        caller.edit(dialect={"layout": layout})
        seen[layout] = result(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": uuid}}))[
            "assetDataObject"
        ]
    listed = {entry["key"]: entry[f"{entry['data_type']}_value"] for entry in seen["list"]["properties"]}
    assert seen["flat"]["eTag"] == listed["eTag"] == seen["map"]["properties"]["eTag"]
    assert (seen["list"]["uuid"], seen["map"]["properties"]["contentType"]["id"]) == (uuid, "image")


def test_filters_are_opaque(caller: Caller) -> None:
    asked = {"formItemDefinitionId": "tags", "maxResultCount": 1}
    (value,) = result(caller.execute("IAssetsSearch", "getFormItemDefinitionAllowedValuesAsync", asked))[
        "allowedValues"
    ]

    def filtered(identifier: str, token: str) -> dict[str, Any]:
        value = {"id": identifier, "dataType": "string_array", "stringArrayValue": [token]}
        return {"currentFilters": {"values": [value]}}

    assert len(caller.found(**filtered("tags", value["value"]))["assetDataObjects"]) == value["count"]
    assert code(caller.search(**filtered("tags", value["name"]["x-default"]))) == (400, "filter_value_invalid")
    source = caller.found(**filtered("smintIoHub:dataAdapterInstanceKey", "da:14"))["assetDataObjects"]
    assert {asset["dataAdapterInstanceKey"] for asset in source} == {"da:14"}


def test_one_data_adapter_may_fail_beside_results(caller: Caller) -> None:
    caller.edit(dialect={"partial_errors": True})
    found = caller.found()
    assert {asset["dataAdapterInstanceKey"] for asset in found["assetDataObjects"]} == {"da:12"}
    assert found["details"]["errors"][0]["errorCode"] == "external_dependency_failed"


@pytest.mark.parametrize("random_access", [True, False])
def test_pages_by_number_or_by_cursor(caller: Caller, random_access: bool) -> None:
    caller.edit(dialect={"random_access": random_access})
    found, seen = caller.found(pageSize=3), []
    page = 0
    while True:
        seen += [asset["smintIoId"] for asset in found["assetDataObjects"]]
        if not found["details"]["hasMoreResults"]:
            break
        page += 1
        further = {"page": page} if random_access else {"searchResultSetUuid": found["details"]["searchResultSetId"]}
        found = caller.found(pageSize=3, **further)
    assert len(seen) == len(set(seen)) == found["details"]["totalResults"] == 7
    assert code(caller.search(searchResultSetUuid="invented")) == (400, "continuation_uuid_invalid")
    if not random_access:
        assert caller.search(page=1).status_code == 400
    else:
        assert code(caller.search(page=200, pageSize=50)) == (400, "max_paging_offset_exceeded")


def test_search_leaves_raw_data_out_and_ids_may_hold_colons(caller: Caller) -> None:
    caller.edit(
        asset={
            "id": caller.found()["assetDataObjects"][0]["smintIoId"],
            "set": {"rawData": [{"c101___X": {"region": "EU"}}]},
        }
    )
    first = caller.found()["assetDataObjects"][0]
    assert "rawData" not in first
    whole = result(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": first["smintIoId"]}}))
    assert whole["assetDataObject"]["rawData"] == [{"c101___X": {"region": "EU"}}]
    colons = [asset for asset in caller.found()["assetDataObjects"] if asset["smintIoId"].count(":") > 2]
    assert colons[0]["smintIoId"] == f"12:image:{colons[0]['externalId']}"


def test_changes_and_removals_between_sweeps(caller: Caller) -> None:
    first, second, *_ = caller.found()["assetDataObjects"]
    caller.edit(asset={"id": first["smintIoId"], "only": "eTag"})
    caller.edit(asset={"id": second["smintIoId"], "description": {"de": "Neu gesagt."}})
    caller.edit(add_asset={"externalId": "new:1", "name": {"en": "New"}})
    third = caller.found()["assetDataObjects"][2]["smintIoId"]
    caller.edit(remove_asset=third)
    after = {asset["smintIoId"]: asset for asset in caller.found()["assetDataObjects"]}
    assert after[first["smintIoId"]]["eTag"] != first["eTag"]
    assert after[first["smintIoId"]]["modifiedAt"] == first["modifiedAt"]
    assert after[second["smintIoId"]]["version"] == 2
    assert after[second["smintIoId"]]["description"]["de"] == "Neu gesagt."
    assert third not in after
    assert "12:image:new:1" in after


def test_downloads_carry_warnings_and_signed_links(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    caller.edit(asset={"id": uuid, "set": {"fileMetadata": {"fileName": "x.jpg", "instructions": "Only in print."}}})
    asked = {"assetIds": [{"id": uuid}]}
    offers = json.loads(
        caller.finished(caller.execute("IAssetsDownload", "getAssetsDownloadsForAssetsAsync", asked))["result_string"]
    )
    (item,) = offers["assetDownloadGroups"][0]["assetDownloadItems"]
    assert item["warningToBeAccepted"] == {"x-default": "Only in print."}
    chosen = {**asked, "assetDownloadItems": [item], "immediatelyDownload": True}
    done = caller.finished(caller.execute("IAssetsDownload", "initiateAssetsDownloadForAssetsAsync", chosen))
    link = json.loads(done["result_string"])["assetDownloadUrl"]["url"]
    assert caller.http.get(link).headers["content-type"] == "image/jpeg"


def test_a_custom_interface_adds_and_removes_and_counts(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    change = {"assetId": {"id": uuid}, "add": [{"iri": "urn:c:1", "labels": {"en": "Cup"}}], "idempotencyKey": "k1"}
    assert result(caller.execute("IThesauryEnrichment", "setAssetConceptsAsync", change))["concepts"] == ["urn:c:1"]
    assert caller.edit(concepts={"asset": uuid, "add": ["urn:c:2"]})["concepts"] == ["urn:c:1", "urn:c:2"]
    lost = {"X-Sandbox-Fault": "reset_after"}
    with pytest.raises(httpx.TransportError):
        caller.execute("IThesauryEnrichment", "setAssetConceptsAsync", {**change, "remove": ["urn:c:2"]}, headers=lost)
    asked = {"assetIds": [{"id": uuid}]}
    stale = {"X-Sandbox-Fault": "stale"}
    before = result(caller.execute("IThesauryEnrichment", "getAssetConceptsAsync", asked, headers=stale))
    assert before["assets"] == [{"assetId": {"id": uuid}, "concepts": ["urn:c:1", "urn:c:2"]}]
    assert result(caller.execute("IThesauryEnrichment", "getAssetConceptsAsync", asked))["assets"][0]["concepts"] == [
        "urn:c:1"
    ]
    effects = caller.http.get("/__sandbox__/effects").json()
    assert (effects["count"], effects["repeated"]) == (2, {"k1": 2})
    assert caller.execute("IAssetsRead", "setAssetConceptsAsync", change).status_code == 404


def test_a_plain_address_for_concepts(caller: Caller) -> None:
    uuid = next(asset["smintIoId"] for asset in caller.found()["assetDataObjects"] if "/" in asset["externalId"])
    address = caller.where["custom"]["url"].format(id=uuid)
    done = caller.http.post(address, json={"add": ["urn:c:9"]}, headers={**caller.portals, "Idempotency-Key": "k9"})
    assert done.json()["concepts"] == ["urn:c:9"]
    assert caller.http.get(address, headers=caller.portals).json() == {"concepts": ["urn:c:9"]}
    assert caller.http.get("/__sandbox__/effects").json()["effects"][0]["key"] == "k9"
    assert caller.http.get(address).status_code == 401


def test_collections_flags_comments_and_tasks(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]

    def done(interface: str, method: str, argument: dict[str, Any]) -> dict[str, Any]:
        task = caller.finished(caller.execute(interface, method, argument, headers={"Idempotency-Key": method}))
        assert task["state"] == "completed", task
        return dict(json.loads(task["result_string"]))

    made = done(
        "ICollectionsCreate", "createCollectionAsync", {"definition": {"name": "Review"}, "assetIds": [{"id": uuid}]}
    )
    collection = {"collectionId": made["collectionId"]}
    done("ICollectionsAssets", "setAssetFlagAsync", {**collection, "assetId": {"id": uuid}, "flagId": "level_3"})
    done("ICollectionsAssets", "createCommentAsync", {**collection, "comment": "Please look."})
    done("ICollectionsAssets", "removeAssetsAsync", {**collection, "assetIds": [{"id": uuid}]})
    done("ICollectionsAssets", "addAssetsAsync", {**collection, "assetIds": [{"id": uuid}]})
    done("ITaskManagement", "createTaskAsync", {"taskHandlerId": "review", "formFieldValues": []})
    done("ISharesCreate", "createShareAsync", {"definition": {}, "assetIds": [{"id": uuid}]})
    told = result(caller.execute("ICollectionsRead", "getCollectionAsync", collection))
    assert (told["flags"], told["comments"][0]["comment"]) == ({uuid: "level_3"}, "Please look.")
    found = result(
        caller.execute("ICollectionsSearch", "searchCollectionsAsync", {"queryString": "rev", "sortDirection": 1})
    )
    assert [entry["totalCommentCount"] for entry in found["collections"]] == [1]
    assert caller.http.get("/__sandbox__/effects").json()["count"] == 7


def test_unknown_portals_pages_interfaces_methods_and_cultures(caller: Caller) -> None:
    assert caller.execute("IAssets", "getFeatureSupportAsync", portal="0").status_code == 404
    assert caller.execute("IUnheardOf", "getAssetAsync").status_code == 404
    assert caller.execute("IAssets", "GetAssetAsync").status_code == 404
    assert code(caller.execute("IAssets", "getFeatureSupportAsync", params={"culture": "english"})) == (
        400,
        "culture_invalid",
    )
    caller.execute("IAssets", "getFeatureSupportAsync", params={"colour": "red"})
    assert caller.violations() == ["unknown-parameter"]
    press = caller.where["portals"][1]["uuid"]
    studio = next(
        asset["smintIoId"] for asset in caller.found()["assetDataObjects"] if asset["smintIoId"].startswith("14:")
    )
    assert caller.execute("IAssets", "getAssetAsync", {"assetId": {"id": studio}}, portal=press).status_code == 404


def test_files_are_uploaded(caller: Caller) -> None:
    address = f"{caller.where['frontend']}/portals/{caller.where['portals'][0]['uuid']}/portalsContext/uploadFile"
    answer = caller.http.post(address, files={"file": ("a.jpg", b"abc")}, headers=caller.portals)
    assert answer.json()["uuid"]
