import asyncio

import uvicorn

from goldthread.config.connection import Connection
from goldthread.live.tests.loop import in_a_loop


async def application(scope, receive, send):
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"begun", "more_body": True})
    scope["extensions"]["goldthread.abort"]()
    assert (await receive())["type"] == "http.disconnect"


@in_a_loop
async def test_a_connection_can_be_ended_in_the_middle_of_its_answer():
    config = uvicorn.Config(application, http=Connection, ws="none", lifespan="off", log_config=None)
    config.load()
    state = uvicorn.server.ServerState()
    listening = await asyncio.get_running_loop().create_server(lambda: Connection(config, state, {}), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")

    try:
        answer = await reader.read()
    except ConnectionResetError:
        answer = b""

    assert b"0\r\n\r\n" not in answer
    assert state.connections == set()
    listening.close()
    await asyncio.gather(*state.tasks)
